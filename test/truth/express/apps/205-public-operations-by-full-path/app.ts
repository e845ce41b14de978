import express from 'express';
import { operations } from './src/operations';
import { registerOperations } from './src/register';
import { authenticateExcept } from './src/authenticate-except';

const app = express();
const api = express.Router();

api.use(express.json());
api.use(authenticateExcept(operations));
registerOperations(api, operations);

app.use('/api/v2', api);
app.use((_req, res) => { res.status(404).end(); });

export default app;
