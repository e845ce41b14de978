import express, { type ErrorRequestHandler, type RequestHandler } from 'express';

interface Boomed extends Error { isBoom: true; output: { statusCode: number; headers: Record<string, string> } }
const boom = (statusCode: number, message: string, headers: Record<string, string> = {}): Boomed =>
  Object.assign(new Error(message), { isBoom: true as const, output: { statusCode, headers } });
const Boom = {
  unauthorized: (message: string, scheme: string) => boom(401, message, { 'WWW-Authenticate': `${scheme} error="${message}"` }),
  forbidden: (message: string) => boom(403, message),
};
const isBoom = (e: unknown): e is Boomed => typeof e === 'object' && e !== null && (e as Boomed).isBoom === true;

const check: RequestHandler = async (req) => {
  const user = await lookup(req.get('x-user'));
  if (!user) throw Boom.unauthorized('unknown user', 'Session');
  if (user.locked) throw Boom.forbidden('locked');
  (req as any).user = user;
};
const wrap = (handler: RequestHandler): RequestHandler => (req, res, next) => {
  Promise.resolve(handler(req, res, next)).then(() => next(), next);
};
async function lookup(name?: string) {
  const table: Record<string, { locked: boolean }> = { ann: { locked: false }, lou: { locked: true } };
  return name === undefined ? undefined : table[name];
}
const onError: ErrorRequestHandler = (error, _req, res, next) => {
  if (!isBoom(error)) { next(error); return; }
  const { statusCode, headers } = error.output;
  res.status(statusCode).set(headers).json({ statusCode, message: error.message });
};
const app = express();
app.get('/desk', wrap(check), (_req, res) => { res.send('desk'); });
app.use(onError);
export default app;
