import { Router } from 'express';

export const library = Router()
  .get('/loans', (_req, res) => { res.json({ reader: res.locals.reader, loans: [] }); })
  .post('/loans/:isbn', (req, res) => { res.status(201).json({ isbn: req.params.isbn }); });
