import type { EventEmitter } from 'node:events';
import { Failure } from '../failure.js';
import type { Hasher, Issuer, Users } from '../ports.js';

export const signIn =
  ({ users, hasher, issuer, events }: { users: Users; hasher: Hasher; issuer: Issuer; events: EventEmitter }) =>
  async (email: string, password: string) => {
    const user = await users.byEmail(email);
    if (user === null || !(await hasher.matches(password, user.hash))) throw Failure.credentials();
    events.emit('signed-in', user.id);
    return { access: issuer.issue('access', user), refresh: issuer.issue('refresh', user) };
  };
