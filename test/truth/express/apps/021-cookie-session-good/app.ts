import express, { type NextFunction, type Request, type Response } from 'express';
import cookieSession from 'cookie-session';
import { account } from './src/account';

const app = express();
app.use(express.json());
app.use(cookieSession({ name: 'session', keys: ['key1', 'key2'], maxAge: 24 * 60 * 60 * 1000 }));
app.use('/account', account);
app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
  response.status(500).json({ error: error.message });
});
export default app;
