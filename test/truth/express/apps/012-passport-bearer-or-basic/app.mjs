import express from 'express';
import passport from './auth.mjs';
const app = express();
app.get('/', (req, res) => res.send('open'));
app.use('/api', passport.authenticate(['bearer', 'basic'], { session: false }));
app.get('/api/things', (req, res) => res.json([]));
export default app;
