import type { Request, Response } from 'express';
import type { UserRepository } from '../repositories/user.repository';
import type { TokenService } from '../services/token.service';

export class AuthController {
  constructor(
    private readonly users: UserRepository,
    private readonly tokens: TokenService,
  ) {
    this.login = this.login.bind(this);
  }

  async login(req: Request, res: Response) {
    const { email, password } = req.body;
    const user = await this.users.findByEmail(email);
    if (!user || user.password !== password) {
      return res.status(401).json({ error: 'invalid_grant' });
    }
    return res.json({ access_token: this.tokens.issue(user.id), token_type: 'Bearer' });
  }
}
