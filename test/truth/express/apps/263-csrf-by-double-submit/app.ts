import { App } from './src/app.js';
import { Config } from './src/config.js';

const { express: app } = new App(Config.fromEnv(process.env));
export default app;
