const { Router } = require('express');
const router = new Router();
router.get('/:projectId/builds', (req, res) => res.json([]));
router.delete('/:projectId', (req, res) => res.sendStatus(204));
module.exports = router;
