const { Router } = require('express');
const { authenticate, loadShop } = require('../auth');

const router = Router();
router.param('shop', loadShop);
router.get('/orders', authenticate, (req, res) => res.json({ orders: [], user: req.user }));
router.get('/shops/:shop', (req, res) => res.json({ shop: req.shop }));

module.exports = router;
