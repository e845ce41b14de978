import { TypedRouter } from '../http/typed-router.js';
import { tenantOf } from '../tenants/tenant-context.js';
import { tenantToken } from '../tenants/tenant-token.js';

export const catalogueRoutes = () => {
  const router = new TypedRouter();
  const guarded = router.with(tenantToken);
  router.get('/', ({ request }) => ({ body: { tenant: tenantOf(request).id, items: [] } }));
  guarded.get('/drafts', () => ({ body: { drafts: [] } }));
  router.get('/:item', ({ params }) => ({ body: { item: params.item } }));
  guarded.post('/', ({ body }) => ({ status: 201, body }));
  return router;
};
