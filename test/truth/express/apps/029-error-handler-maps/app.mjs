import express from 'express';
import createError from 'http-errors';
class AuthError extends Error {
  constructor(message, status = 401) {
    super(message);
    this.name = 'AuthError';
    this.status = status;
  }
}
const app = express();
const guard = async (req) => {
  const token = req.headers.authorization?.replace(/^Bearer\s+/i, '');
  if (token === undefined) throw new AuthError('log in');
  if (token !== 'secret') throw new AuthError('not yours', 403);
};
app.get('/open', (req, res) => res.send('open'));
app.get('/vault', async (req, res) => {
  await guard(req);
  res.send('gold');
});
app.get('/gone', (req, res, next) => next(createError(410, 'gone')));
app.get('/unauthorized', (req, res, next) => next(createError.Unauthorized()));
app.use((error, req, res, next) => {
  if (!(error instanceof AuthError)) return next(error);
  if (error.status === 401) res.set('WWW-Authenticate', 'Bearer');
  res.status(error.status).json({ message: error.message });
});
export default app;
