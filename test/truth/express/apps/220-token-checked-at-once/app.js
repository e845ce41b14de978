const express = require('express');
const jwt = require('jsonwebtoken');

const SECRET = process.env.TOKEN_SECRET || 'at-once';

class Refused extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

// What the callback throws and answers is what the check does.
function ownerOf(req) {
  const [, token] = (req.headers.authorization || '').split(' ');
  if (!token) throw new Refused('no token', 401);
  return jwt.verify(token, SECRET, (err, claims) => {
    if (err) throw new Refused('bad token', 403);
    return claims;
  });
}

function thrown(req, res, next) {
  try {
    req.owner = ownerOf(req).sub;
  } catch (err) {
    return next(err);
  }
  next();
}

// The callback has been called when the next line runs.
function noted(req, res, next) {
  let claims = null;
  jwt.verify(String(req.get('x-token')), SECRET, (err, found) => {
    if (!err) claims = found;
  });
  if (claims === null) return res.status(401).json({ error: 'token' });
  next();
}

const app = express();
app.get('/thrown', thrown, (req, res) => res.json({}));
app.get('/noted', noted, (req, res) => res.json({}));
app.use((err, req, res, next) => res.status(err.code || 500).json({ error: err.message }));

module.exports = app;
