import type { Request, Response } from 'express';
import type { UserRepository } from '../repositories/user.repository';

export class UserController {
  constructor(private readonly users: UserRepository) {}

  list = async (_req: Request, res: Response) => {
    const users = await this.users.all();
    res.json(users.map(({ password, ...user }) => user));
  };

  show = async (req: Request, res: Response) => {
    const user = await this.users.findById(req.params.id);
    if (!user) {
      res.status(404).json({ error: 'not_found' });
      return;
    }
    res.json({ id: user.id, email: user.email });
  };
}
