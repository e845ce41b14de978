const express = require('express');
const auth = require('../controllers/authController');
const router = express.Router();
router.route('/')
  .get((req, res) => res.json([]))
  .post(auth.protect, auth.restrictTo('admin', 'lead-guide'), (req, res) => res.status(201).json({}));
router.route('/:id').delete(auth.protect, auth.restrictTo('admin'), (req, res) => res.status(204).json(null));
module.exports = router;
