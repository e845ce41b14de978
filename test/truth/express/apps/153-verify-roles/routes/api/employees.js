const express = require('express');
const router = express.Router();
const ROLES_LIST = require('../../config/roles_list');
const verifyRoles = require('../../middleware/verifyRoles');

router.route('/')
  .get((req, res) => res.json([]))
  .post(verifyRoles(ROLES_LIST.Admin, ROLES_LIST.Editor), (req, res) => res.status(201).json({}))
  .delete(verifyRoles(ROLES_LIST.Admin), (req, res) => res.json({}));

module.exports = router;
