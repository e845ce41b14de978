import 'reflect-metadata';
import { Container } from 'typedi';
import { HttpServer } from './src/http-server.js';
import { SETTINGS, readSettings } from './src/settings.js';

Container.set(SETTINGS, readSettings());
const server = Container.get(HttpServer);
export default server.app;
