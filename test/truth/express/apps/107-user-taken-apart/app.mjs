import express from 'express';
import { expressjwt as jwt } from 'express-jwt';
const check = jwt({ secret: 'w', algorithms: ['HS256'] });
const can = (permission) => ({ user }, res, next) => (user?.permissions?.includes(permission) ? next() : res.status(401).json({ permission }));
const app = express();
app.get('/orders', check, can('orders'), (req, res) => res.json([]));
export default app;
