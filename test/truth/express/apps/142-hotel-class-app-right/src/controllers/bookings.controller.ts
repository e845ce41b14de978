import { NextFunction, Request, Response } from 'express';

class BookingsController {
  public getBookings = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      res.status(200).json({ data: [], message: 'findAll' });
    } catch (error) {
      next(error);
    }
  };

  public createBooking = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      res.status(201).json({ data: req.body, message: 'created' });
    } catch (error) {
      next(error);
    }
  };

  public deleteBooking = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      res.status(200).json({ data: Number(req.params.id), message: 'deleted' });
    } catch (error) {
      next(error);
    }
  };
}

export default BookingsController;
