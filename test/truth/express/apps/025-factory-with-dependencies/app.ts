import { createApp } from './src/create-app.js';
import { tokenGuard } from './src/guards.js';

const app = createApp({ guard: tokenGuard(new Set(['a', 'b'])), prefix: '/v2' });
export default app;
