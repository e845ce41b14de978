import { Request, Response } from 'express';
import { SessionStore } from '../session/session-store';
import { UserDirectory } from './user-directory';

export class AuthController {
  constructor(private readonly users: UserDirectory, private readonly sessions: SessionStore) {}

  public login = (req: Request, res: Response) => {
    const { name, pin } = req.body;
    const user = this.users.find(name);
    if (user === null || user.pin !== pin) {
      return res.status(401).json({ message: 'Unknown name or pin' });
    }
    const id = this.sessions.create(user.id, user.role);
    return res.cookie('clinic.sid', id, { httpOnly: true, sameSite: 'strict' }).status(204).end();
  };

  public logout = (req: Request, res: Response) => {
    if (req.sessionId) this.sessions.destroy(req.sessionId);
    return res.clearCookie('clinic.sid').status(204).end();
  };
}
