const express = require('express');
const auth = require('../controllers/authController');
const router = express.Router();
router.post('/login', auth.login);
router.use(auth.protect);
router.get('/me', (req, res) => res.json({ id: req.user.id }));
router.use(auth.restrictTo('admin'));
router.get('/', (req, res) => res.json([]));
module.exports = router;
