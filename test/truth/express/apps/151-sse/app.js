const express = require('express');
const { EventEmitter } = require('events');

class Hub extends EventEmitter {
  constructor(tokens) {
    super();
    this.tokens = tokens;
  }

  accepts(token) {
    return this.tokens.has(token);
  }
}

const hub = new Hub(new Set(['sse-1']));
const app = express();

app.get('/events', (req, res) => {
  if (!hub.accepts(req.query.token)) {
    return res.status(401).end();
  }
  res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  res.write(': hello\n\n');
  hub.once('tick', () => res.write('data: tick\n\n'));
  res.end();
});
app.post('/tick', (req, res) => {
  hub.emit('tick');
  res.sendStatus(202);
});

module.exports = app;
