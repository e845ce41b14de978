const { Router } = require('express');
const router = Router();
router.get('/', (req, res) => res.json({ user: req.auth.user }));
router.get('/shifts/:day', (req, res) => res.json({ day: req.params.day }));
module.exports = router;
