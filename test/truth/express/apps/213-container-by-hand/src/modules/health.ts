import type { Module } from './module';

export const health: Module = { register: (app) => { app.get('/health', (_req, res) => { res.json({ ok: true }); }); } };
