import express from 'express';
import multer from 'multer';

const tokens = new Map(Object.entries({ 'tok-1': { id: 1, scopes: ['read'] }, 'tok-2': { id: 2, scopes: ['read', 'write'] } }));
const contextOf = (req) => {
  const value = req.get('authorization') ?? '';
  return { user: tokens.get(value.replace(/^bearer\s+/i, '')) ?? null };
};
const needs = (scope) => (req, res, next) => {
  const { user } = contextOf(req);
  if (user === null) return res.status(401).set('WWW-Authenticate', 'Bearer realm="graph"').json({ errors: [{ message: 'token' }] });
  if (!user.scopes.includes(scope)) return res.status(403).set('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${scope}"`).json({ errors: [{ message: scope }] });
  res.locals.user = user;
  return next();
};
const upload = multer({ storage: multer.memoryStorage() });
const app = express();
app.post('/graphql', express.json(), (req, res) => res.json({ data: { me: contextOf(req).user } }));
app.get('/events', needs('read'), (req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/event-stream' });
  res.write('data: hi\n\n');
  res.end();
});
app.post('/upload', needs('write'), upload.single('file'), (req, res) => res.status(201).end());
export default app;
