import express from 'express';
import { expressjwt } from 'express-jwt';
import { publicRoutes } from './public-routes.mjs';

const app = express();
app.use(express.json());
app.use(
  expressjwt({ secret: 'abc', algorithms: ['HS256'] }).unless({ path: publicRoutes }),
);
app.get('/verify/:token', (req, res) => res.send('verified'));
app.get('/assets/*path', (req, res) => res.send('file'));
app.get('/posts', (req, res) => res.json([]));
app.post('/posts', (req, res) => res.status(201).json({}));
app.get('/feed', (req, res) => res.json([]));
app.use((err, req, res, next) => {
  if (err.name === 'UnauthorizedError') {
    res.status(err.status).json({ message: err.code });
    return;
  }
  next(err);
});
export default app;
