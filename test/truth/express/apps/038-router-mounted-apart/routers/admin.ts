import { Router } from 'express';
const admin = Router();
admin.use((req, res, next) => {
  if (req.headers['x-admin'] === 'yes') next();
  else res.status(401).json({ error: 'admins only' });
});
admin.get('/stats', (_req, res) => { res.json({}); });
export default admin;
