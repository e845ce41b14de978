const { Router } = require('express');
const { authenticate } = require('./authenticate');
class OrdersController {
  router = Router();
  constructor(path) {
    this.path = path;
    this.router.use(authenticate('orders'));
    this.router.get('/', this.list);
    this.router.route('/:id').get(this.one).delete(this.remove);
  }
  list = (req, res) => res.json([]);
  one(req, res) { res.json({ id: req.params.id }); }
  remove(req, res) { res.sendStatus(204); }
}
exports.OrdersController = OrdersController;
