import { Router } from 'express';
import { hasRole, isLoggedIn } from '../auth/guards';
import { PatientController } from './patient-controller';

export const createPatientRoutes = (controller: PatientController): Router => {
  const router = Router();
  router.use(isLoggedIn);
  router.get('/', controller.list);
  router.post('/:id/prescriptions', hasRole('doctor'), controller.prescribe);
  return router;
};
