import express from 'express';
import { jwtVerify } from 'jose';
const key = new TextEncoder().encode('0123456789012345678901234567890123456789');
const app = express();
const guard = (req, res, next) => {
  const token = req.get('authorization')?.slice(7);
  if (!token) return res.sendStatus(401);
  jwtVerify(token, key)
    .then(({ payload }) => { req.user = payload; next(); })
    .catch(() => next());
};
app.get('/wallet', guard, (req, res) => res.json([]));
app.delete('/wallet/:id', guard, (req, res) => res.sendStatus(204));
export default app;
