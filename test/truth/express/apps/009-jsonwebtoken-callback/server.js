const express = require('express');
class Server {
  constructor(controllers) {
    this.app = express();
    this.app.use(express.json());
    this.app.get('/healthz', (req, res) => res.send('ok'));
    for (const controller of controllers) this.app.use(controller.path, controller.router);
    this.app.use(this.notFound.bind(this));
  }
  notFound(req, res) {
    res.status(404).json({ path: req.originalUrl });
  }
}
exports.Server = Server;
