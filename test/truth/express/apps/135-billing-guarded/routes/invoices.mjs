import { Router } from 'express';
const router = Router();
const invoices = [];
router.get('/', (req, res) => res.json(invoices));
router.post('/', (req, res) => {
  invoices.push(req.body);
  res.status(201).json(req.body);
});
router.put('/:id', (req, res) => res.json({ id: req.params.id }));
export default router;
