import jwt from 'jsonwebtoken';

const { TOKEN_KEY = 'tasks-key' } = process.env;

function tokenFrom({ headers: { authorization = '' } }) {
  const match = authorization.match(/^Bearer\s+([\w-]+\.[\w-]+\.[\w-]+)$/i);
  return match ? match[1] : null;
}

export async function authenticate(req, res, next) {
  const token = tokenFrom(req);
  if (token === null) {
    res.set('WWW-Authenticate', 'Bearer realm="tasks"');
    res.status(401).json({ error: { code: 'NO_TOKEN' } });
    return;
  }
  try {
    const { sub, scope = '' } = jwt.verify(token, TOKEN_KEY);
    req.caller = { id: sub, scopes: scope.split(' ') };
  } catch {
    res.set('WWW-Authenticate', 'Bearer realm="tasks", error="invalid_token"');
    res.status(401).json({ error: { code: 'BAD_TOKEN' } });
    return;
  }
  next();
}
