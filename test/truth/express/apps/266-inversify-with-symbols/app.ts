import 'reflect-metadata';
import { createLab } from './src/main.js';

export const app = createLab();
export default app;
