import { Router } from 'express';
export default Router().post('/newsletter/subscribe', (_req, res) => { res.status(202).end(); });
