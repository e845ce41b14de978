import express from 'express';
import cookieParser from 'cookie-parser';
import { authRoutes } from './auth/routes';
import { requireAccess } from './auth/middleware';

const app = express();
app.use(express.json());
app.use(cookieParser());
app.use('/auth', authRoutes);
app.get('/projects', requireAccess, (req, res) => { res.json([]); });
export default app;
