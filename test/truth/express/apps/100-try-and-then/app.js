const express = require('express');
const app = express();
const find = (key) => Promise.resolve(key === 'k' ? { key } : null);
const one = async (req, res, next) => {
  try {
    const found = await find(req.get('x-key'));
    if (!found) return res.status(401).json({ error: 'x-key' });
    return next();
  } catch (error) {
    return next(error);
  }
};
const two = (req, res, next) => {
  find(req.get('x-key')).then((found) => (found ? next() : res.sendStatus(401)), next);
};
const three = (req, res, next) => void (async () => {
  const found = await find(req.get('x-key'));
  if (found === null) throw Object.assign(new Error('x-key'), { statusCode: 401 });
  next();
})().catch(next);
app.get('/one', one, (req, res) => res.send('1'));
app.get('/two', two, (req, res) => res.send('2'));
app.get('/three', three, (req, res) => res.send('3'));
module.exports = app;
