const express = require('express');
const app = express();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const verify = async (t) => t === 'good';
async function requireAuth(req, res) { const ok = await verify(req.get('x-token')); if (!ok) res.status(401).end(); return ok; }
async function early(req, res) { if (req.get('x-token') !== 'good') return res.status(401).end(); await sleep(1); }
app.get('/forgot', (req, res) => { requireAuth(req, res); res.sendStatus(418); });
app.get('/await', async (req, res) => { if (!(await requireAuth(req, res))) return; res.sendStatus(418); });
app.get('/early', (req, res) => { early(req, res); if (!res.headersSent) res.sendStatus(418); });
app.get('/earlyawait', async (req, res) => { await early(req, res); if (!res.headersSent) res.sendStatus(418); });
app.use('/mw', (req, res, next) => { requireAuth(req, res); next(); });
app.get('/mw', (req, res) => res.sendStatus(403));
app.get('/cond', async (req, res) => { if (!requireAuth(req, res)) return; await sleep(20); if (!res.headersSent) res.sendStatus(418); });
app.get('/truthy', async (req, res) => { if (!verify(req.get('x-token'))) return res.sendStatus(401); res.sendStatus(403); });
app.get('/timeout', (req, res) => { const t = setTimeout(() => res.sendStatus(401), 500); sleep(5).then(() => { clearTimeout(t); res.sendStatus(403); }); });
app.get('/timeout2', (req, res) => { setTimeout(() => { if (!res.headersSent) res.sendStatus(401); }, 1000); require('fs').readFile(__filename, () => res.sendStatus(403)); });
app.get('/all', async (req, res) => { const [a] = await Promise.all([requireAuth(req, res), sleep(1)]); if (!a) return; res.sendStatus(403); });
app.get('/ret', (req, res, next) => { return requireAuth(req, res).then((ok) => ok && res.sendStatus(403)).catch(next); });
app.get('/iife', (req, res) => { (async () => { await sleep(1); res.sendStatus(401); })(); });
app.get('/iife2', (req, res) => { (async () => { await sleep(1); if (!res.headersSent) res.sendStatus(401); })(); res.sendStatus(403); });
app.get('/foreach', (req, res) => { [1].forEach(async () => { await sleep(1); if (!res.headersSent) res.sendStatus(401); }); res.sendStatus(403); });
app.listen(0);
