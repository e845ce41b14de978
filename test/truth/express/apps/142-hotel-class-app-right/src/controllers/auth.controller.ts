import { NextFunction, Request, Response } from 'express';
import AuthService from '../services/auth.service';

class AuthController {
  public authService = new AuthService();

  public signUp = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      const user = await this.authService.signup(req.body);
      res.status(201).json({ data: user.id, message: 'signup' });
    } catch (error) {
      next(error);
    }
  };

  public logIn = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      const { token } = await this.authService.login(req.body);
      res.setHeader('Set-Cookie', [`Authorization=${token}; HttpOnly; Max-Age=3600;`]);
      res.status(200).json({ data: token, message: 'login' });
    } catch (error) {
      next(error);
    }
  };
}

export default AuthController;
