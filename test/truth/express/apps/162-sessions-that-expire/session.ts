import { randomBytes } from 'node:crypto';

type Session = { id: string; username: string; expiresAt: Date };
const sessions = new Map<string, Session>();

export const sessionCookie = { name: 'auth_session' } as const;

export function createSession(username: string): Session {
  const session = { id: randomBytes(20).toString('hex'), username, expiresAt: new Date(Date.now() + 1000 * 60 * 60 * 24 * 30) };
  sessions.set(session.id, session);
  return session;
}

export function validateSession(id: string) {
  const session = sessions.get(id);
  if (!session) return { session: null, user: null };
  if (Date.now() >= session.expiresAt.getTime()) {
    sessions.delete(id);
    return { session: null, user: null };
  }
  return { session, user: { username: session.username } };
}

export function invalidateSession(id: string): void {
  sessions.delete(id);
}
