import express from 'express';
import { createSession, invalidateSession, validateSession, sessionCookie } from './session';

const app = express();
app.use(express.json());

app.use((req, res, next) => {
  const id = readCookie(req.headers.cookie ?? '', sessionCookie.name);
  const { session, user } = id === null ? { session: null, user: null } : validateSession(id);
  res.locals.session = session;
  res.locals.user = user;
  next();
});

app.post('/signup', (req, res) => {
  const { username } = req.body ?? {};
  if (typeof username !== 'string' || username.length < 3) {
    return void res.status(400).json({ error: 'Invalid username' });
  }
  const session = createSession(username);
  res.appendHeader('Set-Cookie', `${sessionCookie.name}=${session.id}; HttpOnly; SameSite=Lax; Path=/`).status(201).end();
});

app.get('/me', (_req, res) => {
  if (!res.locals.user) return void res.sendStatus(401);
  res.json({ username: res.locals.user.username });
});

app.post('/logout', (_req, res) => {
  if (!res.locals.session) return void res.sendStatus(401);
  invalidateSession(res.locals.session.id);
  res.sendStatus(204);
});

function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value) return value;
  }
  return null;
}

export default app;
