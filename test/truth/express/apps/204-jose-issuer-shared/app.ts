import express from 'express';
import { login } from './src/login.js';
import { authenticate } from './src/authenticate.js';
import { library } from './src/library.js';

const app = express().use(express.json());

app.post('/login', login);
app.use('/library', authenticate(), library);

export default app;
