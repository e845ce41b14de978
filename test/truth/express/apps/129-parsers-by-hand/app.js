const express = require('express');
const app = express();

function parseAuth(header) {
  const at = header.indexOf(' ');
  if (at < 0) return { scheme: header.toLowerCase(), params: {} };
  const params = {};
  for (const part of header.slice(at + 1).split(',')) {
    const eq = part.indexOf('=');
    if (eq > 0) params[part.slice(0, eq).trim()] = part.slice(eq + 1).trim().replace(/^"|"$/g, '');
  }
  return { scheme: header.slice(0, at).toLowerCase(), params };
}
function parseCookies(header) {
  return Object.fromEntries((header || '').split(/;\s*/).filter(Boolean).map((pair) => {
    const i = pair.indexOf('=');
    return [pair.slice(0, i), decodeURIComponent(pair.slice(i + 1))];
  }));
}
app.use((req, res, next) => {
  req.jar = parseCookies(req.headers.cookie);
  next();
});
app.get('/sig', (req, res) => {
  const { scheme, params } = parseAuth(req.headers.authorization || '');
  if (scheme !== 'signature' || !('keyid' in params)) return res.set('WWW-Authenticate', 'Signature').sendStatus(401);
  if (params.keyid !== 'k1') return res.sendStatus(403);
  res.send('signed');
});
app.get('/theme', (req, res) => res.send(req.jar.theme === 'dark' ? 'dark' : 'light'));
app.get('/inbox', (req, res) => (req.jar.sid === 's-1' ? res.send('inbox') : res.redirect(302, `/login?back=${encodeURIComponent(req.path)}`)));
module.exports = app;
