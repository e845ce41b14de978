import { Router } from 'express';
import { adminOnly } from '@guards/admin';
export const admin = Router();
admin.use(adminOnly);
admin.get('/admin/stats', (_req, res) => { res.json({}); });
