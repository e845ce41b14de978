const { Router } = require('express');
const { authenticate, loadShop } = require('../auth');

const router = Router();
router.param('shop', loadShop);
router.get('/bills', authenticate, (req, res) => res.json({ bills: [], user: req.user }));
router.get('/stores/:shop', (req, res) => res.json({ shop: req.shop }));

module.exports = router;
