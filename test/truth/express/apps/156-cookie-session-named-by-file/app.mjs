import { readFile } from 'node:fs/promises';
import express from 'express';
import cookieSession from 'cookie-session';
import { account } from './account.mjs';

const { session } = JSON.parse(await readFile(new URL('./config.json', import.meta.url), 'utf8'));

const app = express();
app.use(cookieSession({ name: session.name, keys: session.keys, httpOnly: true, secure: true, sameSite: 'lax' }));
app.use(express.urlencoded({ extended: false }));
app.use(account);
app.set('trust proxy', 'loopback');
export default app;
