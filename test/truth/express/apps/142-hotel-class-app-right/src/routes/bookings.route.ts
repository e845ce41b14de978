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
    this.router.get(`${this.path}`, authMiddleware, this.bookingsController.getBookings);
    this.router.post(`${this.path}`, authMiddleware, this.bookingsController.createBooking);
    this.router.delete(`${this.path}/:id(\\d+)`, authMiddleware, this.bookingsController.deleteBooking);
  }
}

export default BookingsRoute;
