const express = require('express');
const jwt = require('jsonwebtoken');
const { promisify } = require('util');
const verify = promisify(jwt.verify);
const app = express();

const catchAsync = (fn) => (req, res, next) => { fn(req, res, next).catch(next); };

exports.protect = catchAsync(async (req, res, next) => {
  const { authorization } = req.headers;
  if (!authorization || !authorization.toLowerCase().startsWith('bearer')) {
    const error = new Error('You are not logged in!');
    error.statusCode = 401;
    return next(error);
  }
  const decoded = await verify(authorization.split('Bearer')[1], process.env.JWT_SECRET || 'natours');
  req.user = { id: decoded.id };
  next();
});

app.get('/tours', (req, res) => res.json([]));
app.post('/tours', exports.protect, (req, res) => res.status(201).json({ by: req.user.id }));
app.use((err, req, res, next) => {
  if (err.name === 'JsonWebTokenError') { err.statusCode = 401; err.message = 'Invalid token'; }
  res.status(err.statusCode || 500).json({ status: 'error', message: err.message });
});
exports.app = app;
