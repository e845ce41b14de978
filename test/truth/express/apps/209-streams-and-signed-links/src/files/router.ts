import { Router } from 'express';
import { assert } from '../errors/http.js';
import { requires } from '../security/requires.js';
import { isSigned, linkTo } from './links.js';

export function filesRouter(): Router {
  const router = Router();
  router.get('/', requires('events:read'), (_req, res) => { res.json(['report.csv'].map(linkTo)); });
  router.get('/:name', (req, res) => {
    assert(isSigned(req.params.name!, req.query.sig), 403, 'this link is not signed');
    res.attachment(req.params.name).type('text/csv').send('a,b\n1,2\n');
  });
  return router;
}
