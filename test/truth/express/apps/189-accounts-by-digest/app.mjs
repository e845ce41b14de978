import express from 'express';
import { payments } from './payments.mjs';
import { profile } from './profile.mjs';
import { guard } from './guard.mjs';

const app = express();
app.get('/robots.txt', (req, res) => res.type('text').send('User-agent: *'));
app.use(guard());
app.use('/payments', payments);
app.use('/profile', profile);
export default app;
