import { Router } from 'express';
const router = Router();
router.get('/catalogue', (_req, res) => { res.json([]); });
router.get('/catalogue/:sku', ({ params: { sku } }, res) => { res.json({ sku }); });
export default router;
