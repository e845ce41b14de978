export interface User {
  id: string;
  email: string;
  password: string;
}

export class UserRepository {
  private readonly users = new Map<string, User>([
    ['1', { id: '1', email: 'root@routes.test', password: 'root' }],
  ]);

  async findByEmail(email: string): Promise<User | undefined> {
    return [...this.users.values()].find((user) => user.email === email);
  }

  async findById(id: string): Promise<User | undefined> {
    return this.users.get(id);
  }

  async all(): Promise<User[]> {
    return Array.from(this.users.values());
  }
}
