import { Router } from 'express';
const router = Router();
router.get('/', (req, res) => res.json([{ id: 1, name: 'ACME' }]));
router.post('/', (req, res) => res.status(201).json(req.body));
router.delete('/:id', (req, res) => res.status(204).end());
export default router;
