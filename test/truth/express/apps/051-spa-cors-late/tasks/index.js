import { Router } from 'express';
const tasks = Router();
const all = new Map([['1', { id: '1', title: 'Water the plants' }]]);

tasks.get('/', (req, res) => res.json([...all.values()]));
tasks.get('/:id', (req, res) => {
  const task = all.get(req.params.id);
  return task ? res.json(task) : res.sendStatus(404);
});
tasks.post('/', (req, res) => res.status(201).json({ id: '2' }));
export default tasks;
