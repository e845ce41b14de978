const express = require('express');
const { keyed, open } = require('./guard');

const app = express();
app.set('key', 'main-key');
app.set('realm', 'main');
app.enable('open');
app.locals.scheme = 'Key';
Object.assign(app.locals, { limits: { guests: 0 }, closed: false });

const router = express.Router();
router.get('/', keyed, (req, res) => res.send('router'));

const admin = express();
admin.set('realm', 'admin');
admin.disable('open');
admin.use(open);
admin.get('/', (req, res) => res.send('admin'));
admin.use('/deep', router);

const loose = express();
loose.get('/in', keyed, (req, res) => res.send('loose'));
const holder = express.Router();
holder.use('/loose', loose);

app.get('/', open, (req, res) => res.send('home'));
app.use('/router', router);
app.use('/admin', admin);
app.get('/own', (req, res) => {
  if (req.get('x-api-key') !== app.get('key')) return res.sendStatus(app.disabled('open') ? 403 : 401);
  return res.send('own');
});
app.get('/guests', (req, res, next) => (req.app.locals.limits.guests > 0 ? next() : res.sendStatus(403)));
app.get('/closed', (req, res) => res.sendStatus(req.app.locals.closed ? 503 : 204));
app.get('/missing', (req, res) => res.sendStatus(req.app.locals.missing ? 200 : 404));
app.use('/holder', holder);
app.use((req, res) => res.status(404).send(req.app === app ? 'nothing' : 'nothing here'));
module.exports = app;
