import { buildContainer } from './src/container';
import { createHttpApp } from './src/http/create-http-app';

const container = buildContainer({ jwtSecret: process.env.JWT_SECRET ?? 'routes-secret' });

export default createHttpApp(container);
