import { TypedRouter } from '../http/typed-router.js';
import { onPlan, tenantToken } from '../tenants/tenant-token.js';

export const memberRoutes = () => {
  const guarded = new TypedRouter().with(tenantToken);
  guarded.get('/', () => ({ body: [] }));
  guarded.with(onPlan('pro')).post('/:id/badges', async ({ params: { id } }) => ({ status: 201, body: { id } }));
  return guarded;
};
