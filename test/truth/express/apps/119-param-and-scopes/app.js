const express = require('express');
const projects = require('./projects');
const app = express();

const owners = { p1: 'k-ann', p2: 'k-bob' };

app.param('projectId', (req, res, next, id) => {
  if (!owners[id]) return res.status(404).json({ error: 'no such project' });
  if (owners[id] !== req.get('x-key')) return res.status(401).json({ error: 'not your key' });
  next();
});

app.get('/projects/:projectId', (req, res) => res.json({ id: req.params.projectId }));
app.use('/api/projects', projects);
module.exports = app;
