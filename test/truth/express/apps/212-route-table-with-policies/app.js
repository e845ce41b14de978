import { createServer } from 'node:http';
import { buildApp } from './src/app.js';
import { logger } from './src/logger.js';

const app = buildApp({ logger });
const server = createServer(app);

server.listen(process.env.PORT || 3000, () => logger.info('listening'));
process.on('SIGTERM', () => server.close());
