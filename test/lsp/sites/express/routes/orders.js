// The routes of orders.
const { Router } = require('express');

const router = Router();
router.get('/:id', (req, res) => res.json({ id: req.params.id }));

module.exports = router;
