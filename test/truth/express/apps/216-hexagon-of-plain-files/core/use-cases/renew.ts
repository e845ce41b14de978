import { Failure } from '../failure.js';
import type { Issuer, Users } from '../ports.js';

export const renew = ({ users, issuer }: { users: Users; issuer: Issuer }) => async (token: string) => {
  const { id, version } = issuer.open('refresh', token);
  const user = await users.byId(id);
  if (user === null || user.version !== version) throw Failure.token();
  return { access: issuer.issue('access', user) };
};
