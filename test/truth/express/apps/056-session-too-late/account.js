const { Router } = require('express');

const mustBeLoggedIn = (req, res, next) =>
  req.session && req.session.userId ? next() : res.status(401).send('log in first');

const router = new Router();
router.use(mustBeLoggedIn);
router.get('/', (req, res) => res.send(`account ${req.session.userId}`));
module.exports = router;
