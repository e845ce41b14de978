import express from 'express';
import jwt from 'jsonwebtoken';
const app = express();
app.use(({ headers: { authorization } }, res, next) => {
  try {
    res.locals.claims = jwt.verify(authorization ?? '', 'd');
    next();
  } catch {
    res.status(401).set('WWW-Authenticate', 'Bearer').end();
  }
});
app.get('/', (req, res) => res.json(res.locals.claims));
export default app;
