const express = require('express');
const Config = require('./lib/config');
const auth = require('./lib/auth-service');

const app = express();
app.set('config', Config.instance);
app.use(express.json());
app.post('/api/auth/login', async (req, res, next) => {
  try {
    const { email, password } = req.body;
    const session = await auth.login(email, password);
    if (!session) return res.status(401).json({ message: 'Invalid email or password' });
    return res.status(200).json(session);
  } catch (e) { next(e); }
});
app.get('/api/me', auth.required, (req, res) => res.json({ id: req.userId }));
module.exports = app;
