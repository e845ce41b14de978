import express, { Router, type RequestHandler } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { v1 } from './v1';
import { v2 } from './v2';

const app = express();
app.set('case sensitive routing', true);
app.get('/healthz', (_req, res) => void res.send('ok'));

for (const [version, router] of Object.entries({ v1, v2 })) {
  app.use(`/api/${version}`, router);
}

const tenantKey: RequestHandler<{ tenant: string }> = ({ params, headers }, res, next) => {
  const wanted = { acme: 'a-key', initech: 'i-key' }[params.tenant];
  if (wanted === undefined) return void res.status(404).json({ error: 'unknown tenant' });
  if (headers['x-tenant-key'] !== wanted) return void res.status(401).json({ error: 'tenant key' });
  next();
};
app.use('/:tenant/reports', tenantKey, Router().get('/daily', (_req, res) => void res.json([])));
app.use('/legacy', tenantless(), createProxyMiddleware({ target: 'http://127.0.0.1:9', changeOrigin: true }));

function tenantless(): RequestHandler {
  return (req, res, next) => {
    if (!req.get('authorization')) {
      res.status(401).append('WWW-Authenticate', 'Basic realm="legacy"').end();
      return;
    }
    next();
  };
}
export default app;
