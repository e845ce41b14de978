import App from './src/app';
import BookingsRoute from './src/routes/bookings.route';
import AuthRoute from './src/routes/auth.route';
import RoomsRoute from './src/routes/rooms.route';

const app = new App([new BookingsRoute(), new AuthRoute(), new RoomsRoute()]);

export default app.getServer();
