import { Router, type Request, type Response } from 'express';
import * as jwt from 'jsonwebtoken';

export class AuthController {
  base = '/auth';
  routes(): Router {
    const router = Router();
    router.post('/login', this.login);
    return router;
  }
  private login = async (req: Request, res: Response) => {
    const { name } = req.body;
    res.json({ token: jwt.sign({ name }, process.env.KEY || 'notes', { expiresIn: '2h' }) });
  };
}
