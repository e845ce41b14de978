import cookieParser from 'cookie-parser';
import express from 'express';
import { authController } from './src/auth/auth.controller.js';
import { requireAccess } from './src/auth/require-access.js';
import { accounts } from './src/accounts/accounts.controller.js';
import { handleErrors } from './src/shared/handle-errors.js';

const app = express();
app.use(express.json());
app.use(cookieParser(process.env.COOKIE_SECRET ?? 'cookie-secret'));
app.use('/auth', authController);
app.use('/accounts', requireAccess, accounts);
app.use(handleErrors);
export default app;
