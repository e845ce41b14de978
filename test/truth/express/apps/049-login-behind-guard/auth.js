const jwt = require('jsonwebtoken');
const router = require('express').Router();
router.post('/login', (req, res) => res.json({ token: jwt.sign({ id: 1 }, 'notes', { expiresIn: '1h' }) }));
module.exports = router;
