import 'reflect-metadata';
import express, { type NextFunction, type Request, type Response } from 'express';
import 'express-async-errors';
import './shared/container';
import { AppError } from './shared/app-error';
import { routes } from './shared/routes';

const app = express();
app.use(express.json());
app.use(routes);
app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
  if (error instanceof AppError) return res.status(error.statusCode).json({ message: error.message });
  return res.status(500).json({ message: 'something broke' });
});

export default app;
