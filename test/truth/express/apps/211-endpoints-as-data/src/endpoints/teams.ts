import { get, post } from '../router/endpoint.js';
import { requireLogin } from '../auth/require-login.js';

export const teams = [
  get('/')((_req, res) => { res.json([]); }),
  post('/')(requireLogin, (_req, res) => { res.sendStatus(201); }),
];
