import express from 'express';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const app = express();
app.use('/site', express.static(path.join(root, 'site')));
app.use('/plain', express.static(path.join(root, 'site'), { index: false, redirect: false }));
app.use('/pages', express.static(path.join(root, 'site'), { extensions: ['html', 'htm'] }));
app.use('/only', express.static(path.join(root, 'site'), { fallthrough: false }));
app.use((req, res, next) => {
  if (req.get('x-pass') === 'yes') return next();
  res.status(401).end();
});
app.get('/site/hidden', (req, res) => res.send('not a file'));
export default app;
