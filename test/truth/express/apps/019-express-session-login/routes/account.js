const router = require('express').Router();
const requireUser = require('../middleware/require-user');
router.post('/login', (req, res) => { req.session.user = { id: 1 }; res.json({}); });
router.post('/logout', requireUser, (req, res, next) => req.session.destroy((err) => (err ? next(err) : res.sendStatus(204))));
router.get('/', requireUser, (req, res) => res.json(req.session.user));
module.exports = router;
