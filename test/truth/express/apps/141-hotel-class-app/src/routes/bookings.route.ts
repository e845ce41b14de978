import { Router } from 'express';
import Route from '../interfaces/routes.interface';
import authMiddleware from '../middlewares/auth.middleware';
import BookingsController from '../controllers/bookings.controller';

class BookingsRoute implements Route {
  public path = '/bookings';
  public router = Router();
  public bookingsController = new BookingsController();

  constructor() {
    this.initializeRoutes();
  }

  private initializeRoutes() {
    this.router.use(authMiddleware);
    this.router.get(`${this.path}`, this.bookingsController.getBookings);
    this.router.post(`${this.path}`, this.bookingsController.createBooking);
    this.router.delete(`${this.path}/:id(\\d+)`, this.bookingsController.deleteBooking);
  }
}

export default BookingsRoute;
