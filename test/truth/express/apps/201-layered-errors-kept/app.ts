import { createApp } from './src/app';
import { env } from './src/config/env';

const app = createApp();

if (env.NODE_ENV !== 'test') {
  app.listen(env.PORT, () => console.log(`orders listening on ${env.PORT}`));
}

export default app;
