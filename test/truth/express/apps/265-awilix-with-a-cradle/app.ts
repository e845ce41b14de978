import { createContainer } from './src/container.js';
import { createApp } from './src/app.js';

const container = createContainer();
const app = createApp(container.cradle);

if (process.env.PORT) {
  app.listen(Number(process.env.PORT), () => container.cradle.logger.info('listening'));
}

export default app;
