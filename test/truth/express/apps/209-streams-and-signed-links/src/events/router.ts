import express, { Router } from 'express';
import { z } from 'zod';
import { assert } from '../errors/http.js';
import { requires } from '../security/requires.js';
import type { Hub } from './hub.js';

const Publication = z.strictObject({ topic: z.string(), data: z.unknown() });

export function eventsRouter(hub: Hub): Router {
  const router = Router();

  router.get('/:topic', requires('events:read', 'query'), (req, res) => {
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
    res.write(': hello\n\n');
    hub.attach(res, String(req.params.topic));
    res.end();
  });

  router.post('/', requires('events:write'), express.json(), (req, res) => {
    const { success, data } = Publication.safeParse(req.body);
    assert(success, 400, 'not a publication');
    hub.emit(data!.topic, data!.data);
    res.status(202).end();
  });

  return router;
}
