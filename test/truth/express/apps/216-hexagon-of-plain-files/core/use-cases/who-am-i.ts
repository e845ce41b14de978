import { Failure } from '../failure.js';
import type { Users } from '../ports.js';

export const whoAmI = ({ users }: { users: Users }) => async (id: string) => {
  const user = await users.byId(id);
  if (user === null) throw Failure.token();
  return { id: user.id, email: user.email };
};
