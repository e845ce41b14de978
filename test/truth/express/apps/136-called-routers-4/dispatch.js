const express = require('express');

/** Calls the router of the version that the client asks for. */
exports.byVersion = (versions) => (req, res, next) => {
  const version = req.get('accept-version') || '1';
  const router = versions[version];
  if (!router) return res.status(400).json({ error: 'no such version' });
  return router(req, res, next);
};

class Dispatcher {
  constructor() {
    this.router = express.Router({ mergeParams: true });
    this.router.use((req, res, next) => (req.get('x-key') === 'k' ? next() : res.sendStatus(401)));
    this.router.get('/in', (req, res) => res.send(req.baseUrl));
  }

  run(req, res, next) {
    this.router(req, res, next);
  }
}

exports.dispatcher = new Dispatcher();
