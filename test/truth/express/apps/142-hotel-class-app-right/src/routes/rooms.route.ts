import { Router } from 'express';
import Route from '../interfaces/routes.interface';

class RoomsRoute implements Route {
  public path = '/rooms';
  public router = Router();

  constructor() {
    this.router.get(this.path, (_req, res) => {
      res.status(200).json({ data: [{ number: 101 }], message: 'findAll' });
    });
  }
}

export default RoomsRoute;
