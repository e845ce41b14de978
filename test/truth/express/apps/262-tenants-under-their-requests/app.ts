import { bootstrap } from './src/bootstrap.js';

const { app } = await bootstrap();
export default app;
