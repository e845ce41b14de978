import { Router } from 'express';
import { ensureBadge } from '../modules/ensure-badge';
import { HireController, ListController } from '../modules/controllers';

export const routes = Router();
const list = new ListController();
const hire = new HireController();

routes.get('/cars', list.handle);
routes.post('/cars/:plate/hire', ensureBadge, hire.handle);
