import express, { Application } from 'express';
import cookieParser from 'cookie-parser';
import { SessionStore } from './src/session/session-store';
import { sessionMiddleware } from './src/session/session-middleware';
import { createAuthRoutes } from './src/auth/auth-routes';
import { createPatientRoutes } from './src/patients/patient-routes';
import { PatientController } from './src/patients/patient-controller';
import { AuthController } from './src/auth/auth-controller';
import { UserDirectory } from './src/auth/user-directory';

const store = new SessionStore({ ttl: 30 * 60 * 1000 });
const app: Application = express();

app.use(express.json());
app.use(cookieParser());
app.use(sessionMiddleware(store));
app.use('/auth', createAuthRoutes(new AuthController(new UserDirectory(), store)));
app.use('/patients', createPatientRoutes(new PatientController()));

export default app;
