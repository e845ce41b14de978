const { createHash, timingSafeEqual } = require('node:crypto');
const express = require('express');
const app = express();
const digest = (text) => createHash('sha256').update(text).digest('hex');
const KEY = digest('pk-live');
const map = new Map([[KEY, { name: 'live' }]]);
const set = new Set([digest('pk-live')]);
const list = [digest('pk-other'), KEY];
const table = { [KEY]: 'live' };
const records = [{ hash: KEY, owner: 'live' }];

const keyOf = (req) => /^ApiKey (\S+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
const refuse = (res) => res.status(401).set('WWW-Authenticate', 'ApiKey').json({ error: 'key' });
const guard = (find) => (req, res, next) => (find(digest(keyOf(req))) ? next() : refuse(res));

app.get('/map', guard((hash) => map.get(hash)), (req, res) => res.send('map'));
app.get('/set', guard((hash) => set.has(hash)), (req, res) => res.send('set'));
app.get('/list', guard((hash) => list.includes(hash)), (req, res) => res.send('list'));
app.get('/index', guard((hash) => list.indexOf(hash) >= 0), (req, res) => res.send('index'));
app.get('/table', guard((hash) => table[hash]), (req, res) => res.send('table'));
app.get('/own', guard((hash) => Object.hasOwn(table, hash)), (req, res) => res.send('own'));
app.get('/records', guard((hash) => records.find((record) => record.hash === hash)), (req, res) => res.send('records'));
app.get('/equal', guard((hash) => timingSafeEqual(Buffer.from(hash), Buffer.from(KEY))), (req, res) => res.send('equal'));

const TOKENS = { [process.env.API_TOKEN ?? 'pk-live']: 'service' };
const tokenGuard = (find) => (req, res, next) => (find(keyOf(req)) ? next() : refuse(res));
app.get('/tokens', tokenGuard((key) => TOKENS[key]), (req, res) => res.send('tokens'));
app.get('/tokens/own', tokenGuard((key) => Object.hasOwn(TOKENS, key)), (req, res) => res.send('own'));
app.get('/tokens/in', tokenGuard((key) => key in TOKENS), (req, res) => res.send('in'));
app.get('/tokens/keys', tokenGuard((key) => Object.keys(TOKENS).includes(key)), (req, res) => res.send('keys'));

module.exports = app;
