import { Router } from 'express';
import * as controller from './tickets.controller';
const router = Router();
router.route('/').get(controller.list).post(controller.buy);
router.delete('/:id', controller.refund);
export default router;
