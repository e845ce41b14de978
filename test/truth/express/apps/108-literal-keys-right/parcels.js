var router = require('express').Router({ caseSensitive: true });
router.route('/')
  .get(function (req, res) { res.json([]); })
  .post(function (req, res) { res.status(201).json({}); })
  .all(function (req, res) { res.set('Allow', 'GET, POST').sendStatus(405); });
router.get('/:code([a-z]\\d+)', function (req, res) { res.json({ code: req.params.code }); });
module.exports = router;
