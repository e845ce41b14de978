import express from 'express';
import compression from 'compression';
import { mount } from './routing/mount.js';
import { table } from './routing/table.js';
import { requestLog } from './middleware/request-log.js';
import { onError } from './middleware/on-error.js';

export const buildApp = ({ logger }) => {
  const app = express();
  app.set('etag', false);
  app.use(compression());
  app.use(requestLog(logger));
  app.use(express.json());
  mount(app, table);
  app.use(onError(logger));
  return app;
};
