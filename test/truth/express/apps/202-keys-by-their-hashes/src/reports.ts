import { type RequestHandler, Router } from 'express';

export function reports(needs: (scope: string) => RequestHandler) {
  const r = Router();
  r.get('/', needs('reports:read'), (_req, res) => { res.json([]); });
  r.post('/', needs('reports:write'), (req, res) => { res.status(201).json(req.body); });
  return r;
}
