import express from 'express';
import 'express-async-errors';
import { loadConfig } from './config/env';
import { usersRouter } from './users/users.router';
import { errorHandler } from './errors/error-handler';
import { NotFoundError } from './errors/app-errors';

const config = loadConfig(process.env);
const app = express();

app.use(express.json());
app.locals.config = config;
app.use('/users', usersRouter(config));
app.use((req, _res, next) => next(new NotFoundError(`${req.method} ${req.path}`)));
app.use(errorHandler);

export default app;
