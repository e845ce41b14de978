import { get, put } from '../router/endpoint.js';
import { requireLogin } from '../auth/require-login.js';

export const people = [
  get('/:id')((req, res) => { res.json({ id: req.params.id, name: 'public name' }); }),
  get('/me')(requireLogin, (_req, res) => { res.json(res.locals.user); }),
  put('/me')(requireLogin, (req, res) => { res.json({ ...res.locals.user, ...req.body }); }),
];
