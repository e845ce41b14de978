const express = require('express');
const session = require('express-session');
const flash = require('express-flash');
const layouts = require('express-ejs-layouts');
const httpContext = require('express-http-context');
const useragent = require('express-useragent');
const { body, header, query, validationResult, matchedData } = require('express-validator');
const errorHandler = require('errorhandler');
const lusca = require('lusca');
const multiparty = require('connect-multiparty');
const nocache = require('nocache');
const requestIp = require('request-ip');
const vhost = require('vhost');

const shop = express();
shop.get('/', (req, res) => res.send(req.vhost.hostname));
shop.get('/orders', (req, res) => res.sendStatus(req.get('x-key') === 'k' ? 200 : 401));
const stars = express.Router();
stars.get('/', (req, res) => res.status(403).send(req.baseUrl));

const app = express();
app.use(nocache(), useragent.express(), requestIp.mw(), layouts, httpContext.middleware);
app.use(lusca({ xframe: 'SAMEORIGIN', nosniff: true }), lusca.hsts({ maxAge: 1000 }));
app.use(session({ secret: 's', resave: false, saveUninitialized: false }), flash());
app.use(vhost('shop.example', shop));
app.use(vhost('*.stars.example', stars));
app.use(vhost(/^re[0-9]\.example$/, (req, res, next) => (req.get('x-key') ? next() : res.sendStatus(401))));

const guard = (req, res, next) => {
  if (req.get('x-key') === 'k' && req.useragent && req.clientIp) return next();
  req.flash('error', 'no key');
  return next(Object.assign(new Error('no key'), { status: 401 }));
};
app.get('/in', guard, (req, res) => res.send('in'));
app.get('/status-code', (req, res, next) => next(Object.assign(new Error('no'), { statusCode: 403 })));
app.get('/small', (req, res, next) => next(Object.assign(new Error('no'), { status: 302 })));
app.get('/text', (req, res, next) => next('text'));
app.get('/thrown', () => {
  throw new TypeError('bug');
});

app.post('/users', guard, body('name').trim().notEmpty().withMessage('who?'), [body('age').optional().toInt()], (req, res) => {
  res.status(201).json(matchedData(req));
});
app.get('/checked', query('page').optional().isInt(), header('x-key').exists(), guard, (req, res) => {
  if (!validationResult(req).isEmpty()) return res.status(400).end();
  return res.send('checked');
});
app.post('/files', multiparty(), (req, res) => res.sendStatus(req.files ? 204 : 401));
app.get('/files', multiparty(), (req, res) => res.sendStatus(req.body ? 403 : 401));
app.use(errorHandler({ log: false }));
module.exports = app;
