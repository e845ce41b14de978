import 'reflect-metadata';
import { container } from './src/container.js';
import { Application } from './src/http/application.js';

export default container.resolve(Application).build();
