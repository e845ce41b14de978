import { Router } from 'express';
export async function accounts(app) {
  const router = Router();
  router.post('/signin', (req, res) => { res.json({ key: 'one' }); });
  router.post('/signup', (req, res) => { res.status(201).json({}); });
  app.use('/account', router);
}
export async function files(app) {
  app.route('/files').get((req, res) => { res.json([]); });
}
