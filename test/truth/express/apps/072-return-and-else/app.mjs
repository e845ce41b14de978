import express from 'express';
const app = express();
const one = (req, res, next) => {
  if (!req.get('x-a')) res.status(401).json({});
  else next();
};
const two = (req, res, next) => {
  if (!req.get('x-a')) {
    res.writeHead(401, { 'WWW-Authenticate': 'Custom realm="x"', 'Content-Type': 'text/plain' });
    res.end('no');
    return;
  }
  next();
};
const three = (req, res, next) => {
  let ok = false;
  try {
    ok = JSON.parse(req.get('x-a') ?? 'false') === true;
  } catch {
    ok = false;
  } finally {
    if (ok) next();
  }
  if (!ok) res.sendStatus(401);
};
const four = (req, res, next) => void (req.get('x-a') ? next() : res.status(401).end());
const five = (req, res, next) =>
  new Promise((resolve, reject) => {
    if (req.get('x-a') === 'true') resolve();
    else reject(Object.assign(new Error('no'), { status: 401 }));
  }).then(() => next(), next);
for (const [name, guard] of Object.entries({ one, two, three, four, five })) {
  app.get(`/${name}`, guard, (req, res) => res.send(name));
}
export default app;
