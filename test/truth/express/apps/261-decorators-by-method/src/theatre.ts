import express from 'express';
import { register } from './web/register.js';
import { mapExceptions } from './web/map-exceptions.js';
import { PlaysController } from './plays/plays.controller.js';
import { BookingsController } from './bookings/bookings.controller.js';
import { Bookings } from './bookings/bookings.js';

export function createTheatre() {
  const app = express();
  app.use(express.json());
  register(app, new PlaysController(), new BookingsController(new Bookings()));
  app.use(mapExceptions);
  return app;
}
