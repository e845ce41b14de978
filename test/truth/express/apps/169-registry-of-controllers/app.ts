
import express from 'express';
import { registry } from './framework/registry';
import './controllers';

const app = express();
app.use(express.json());
registry.mount(app);
export default app;
