const express = require('express');
const auth = require('../middlewares/auth');
const catchAsync = require('../utils/catchAsync');

const router = express.Router();

router
  .route('/')
  .get(auth('getUsers'), catchAsync(async (req, res) => {
    res.send([{ id: req.session.userId }]);
  }))
  .post(auth('manageUsers'), catchAsync(async (req, res) => {
    res.status(201).send({});
  }));

module.exports = router;
