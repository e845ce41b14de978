import { Router } from 'express';
import { z } from 'zod';
import { OrderController } from '../controllers/order.controller';
import { asyncHandler, authenticate, authorize, validate } from '../middlewares';
import { OrderService } from '../services/order.service';

const createOrder = z.object({ items: z.array(z.string().min(1)).min(1) });

const controller = new OrderController(new OrderService());
const router = Router();

router.use(authenticate);
router.route('/').get(asyncHandler(controller.list)).post(validate(createOrder), asyncHandler(controller.create));
router.get('/:id', asyncHandler(controller.get));
router.delete('/:id', authorize('admin'), asyncHandler(controller.remove));

export default router;
