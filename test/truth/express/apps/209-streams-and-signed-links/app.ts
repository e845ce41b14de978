import express from 'express';
import { errorBoundary } from './src/errors/boundary.js';
import { eventsRouter } from './src/events/router.js';
import { filesRouter } from './src/files/router.js';
import { opsRouter } from './src/ops/router.js';
import { limiter } from './src/limits.js';
import { Hub } from './src/events/hub.js';

const hub = new Hub();
const app = express();

app.use('/ops', opsRouter);
app.use('/api', limiter({ limit: 1000, windowMs: 60_000 }));
app.use('/api/events', eventsRouter(hub));
app.use('/api/files', filesRouter());
app.use(errorBoundary());

export { app, hub };
export default app;
