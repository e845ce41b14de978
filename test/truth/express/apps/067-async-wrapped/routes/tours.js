const express = require('express');
const { protect, restrictTo } = require('../controllers/auth');
const router = express.Router();
router
  .route('/')
  .get((req, res) => res.json({ status: 'success', data: [] }))
  .post(protect, restrictTo('admin', 'lead-guide'), (req, res) => res.status(201).json({ status: 'success' }));
router.use(protect);
router.get('/mine', (req, res) => res.json({ status: 'success', data: [] }));
module.exports = router;
