import type { Role } from '../session/session';

interface User { id: string; pin: string; role: Role }

export class UserDirectory {
  private static readonly USERS: Record<string, User> = {
    nina: { id: 'n1', pin: '1111', role: 'nurse' },
    dora: { id: 'd1', pin: '2222', role: 'doctor' },
  };

  find(name: string): User | null {
    return UserDirectory.USERS[name] ?? null;
  }
}
