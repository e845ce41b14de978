const { Router } = require('express');
module.exports = function createApi(passport) {
  const router = Router();
  router.get('/version', (req, res) => res.json({ version: 1 }));
  router.use(passport.authenticate('jwt', { session: false }));
  router.get('/me', (req, res) => res.json(req.user));
  return router;
};
