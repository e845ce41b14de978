// Writes a workspace of JavaScript and TypeScript as large ones are: most files have nothing to do with Express.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes `count` files below a folder, of which `express` make or mount a program of Express. Answers what a bench needs. */
export function writeWorkspace(folder, count, express) {
  const routers = express - 4;
  const files = new Map([
    ['src/app.ts', app(routers)],
    ['src/guards.ts', GUARDS],
    ['src/errors.ts', ERRORS],
    ['src/server.ts', SERVER],
  ]);
  for (let i = 0; i < routers; i++) files.set(`src/routes/resource${i}.ts`, routes(i));
  const touching = [...files.keys()];
  for (let i = 0; files.size < count; i++) {
    const [name, text] = [
      ['service', service],
      ['component', component],
      ['model', model],
    ][i % 3];
    const end = name === 'component' ? 'tsx' : i % 2 === 0 ? 'ts' : 'js';
    files.set(`src/${name}s/group${i % 40}/${name}${i}.${end}`, text(i, end !== 'js'));
  }
  const manifest = { name: 'bench', private: true, dependencies: { express: '^5.0.0', cors: '^2.8.5' } };
  for (const [name, text] of [...files, ['package.json', JSON.stringify(manifest)]]) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return {
    touching: touching.map((name) => path.join(folder, name)),
    router: path.join(folder, 'src/routes/resource7.ts'),
  };
}

function app(routers) {
  const all = Array.from({ length: routers }, (_, i) => i);
  return `import express, { type Express } from 'express';
import cors from 'cors';
import { authenticate } from './guards';
import { onError } from './errors';
${all.map((i) => `import { router as resource${i} } from './routes/resource${i}';`).join('\n')}

export function createApp(): Express {
  const app = express();
  app.set('trust proxy', 1);
  app.use(cors({ origin: ['https://shop.example'] }));
  app.use(express.json());
  app.get('/healthz', (_req, res) => { res.send('ok'); });
  app.use('/api', authenticate);
${all.map((i) => `  app.use('/api/resource${i}', resource${i});`).join('\n')}
  app.use(onError);
  return app;
}
`;
}

const SERVER = `import express from 'express';
import { createApp } from './app';
export const app: express.Express = createApp();
app.listen(Number(process.env.PORT ?? 3000));
`;

const GUARDS = `import type { NextFunction, Request, Response, RequestHandler } from 'express';
import jwt from 'jsonwebtoken';

export function authenticate(req: Request, res: Response, next: NextFunction): void {
  const match = /^Bearer +(\\S+)$/i.exec(req.headers.authorization ?? '');
  if (match === null) {
    res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'no token' });
    return;
  }
  try {
    res.locals.user = jwt.verify(match[1] ?? '', process.env.SECRET ?? '', { algorithms: ['HS256'] });
    next();
  } catch {
    res.status(401).set('WWW-Authenticate', 'Bearer error="invalid_token"').json({ error: 'bad token' });
  }
}

export const hasRole = (role: string): RequestHandler => (_req, res, next) => {
  if (res.locals.user?.role === role) next();
  else res.status(403).json({ error: 'not yours' });
};
`;

const ERRORS = `import type { NextFunction, Request, Response } from 'express';
export function onError(error: { status?: number; message: string }, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
}
`;

function routes(i) {
  const verbs = ['get', 'post', 'put', 'delete'];
  const handlers = Array.from({ length: 12 }, (_, j) => {
    const guard = j % 4 === 3 ? "hasRole('admin'), " : '';
    return `router.${verbs[j % 4]}('/items${Math.floor(j / 4)}/:id', ${guard}async (req, res) => {
  const found = await repository${i}.find(req.params.id, { page: Number(req.query.page ?? 0), size: ${j + 10} });
  if (found === undefined) {
    res.status(404).json({ error: 'no such item' });
    return;
  }
  res.json({ ...found, links: { self: req.originalUrl } });
});`;
  });
  return `import { Router } from 'express';
import { hasRole } from '../guards';
import { repository${i} } from '../services/group${i % 40}/repository${i}';

export const router: Router = Router();
router.use((req, res, next) => {
  res.setHeader('X-Resource', '${i}');
  next();
});
${handlers.join('\n\n')}
`;
}

function service(i, typed) {
  const methods = Array.from(
    { length: 14 },
    (_, j) => `
  /** Reads page ${j} of what is stored for a customer, and keeps what it finds. */
  async read${j}(${typed ? 'key: string, page: number' : 'key, page'}) {
    const cached = this.cache.get(\`\${key}:${j}:\${page}\`);
    if (cached !== undefined) return cached;
    const rows = await this.store.query('select * from table${j} where key = $1 offset $2', [key, page * 20]);
    const found = rows.filter((row) => row.active).map((row) => ({ ...row, total: row.price * row.amount }));
    this.cache.set(\`\${key}:${j}:\${page}\`, found);
    return found;
  }`,
  );
  const fields = typed
    ? '\n  private readonly cache = new Map<string, unknown>();\n'
    : '\n  cache = new Map();\n';
  const maker = typed
    ? '  constructor(private readonly store: any) {}\n'
    : '  constructor(store) { this.store = store; }\n';
  return `// Service ${i}.\nimport { format } from '../../models/group${i % 40}/model${i}';\nexport class Service${i} {${fields}${maker}${methods.join('\n')}\n\n  title() { return format('Service ${i}'); }\n}\n`;
}

function component(i) {
  const rows = Array.from(
    { length: 16 },
    (_, j) =>
      `      <li key="${j}" className={selected === ${j} ? 'on' : 'off'} onClick={() => select(${j})}>{labels[${j}]} <b>{counts[${j}] ?? 0}</b></li>`,
  );
  return `import React, { useEffect, useMemo, useState } from 'react';
type Props = { labels: string[]; counts: number[]; onChange(index: number): void };
export function Component${i}({ labels, counts, onChange }: Props) {
  const [selected, select] = useState(0);
  const total = useMemo(() => counts.reduce((sum, one) => sum + one, 0), [counts]);
  useEffect(() => { onChange(selected); }, [selected, onChange]);
  return (
    <section>
      <h2>Component ${i}: {total}</h2>
      <ul>
${rows.join('\n')}
      </ul>
    </section>
  );
}
`;
}

function model(i, typed) {
  const fields = Array.from(
    { length: 24 },
    (_, j) => `  field${j}: ${typed ? (j % 2 === 0 ? 'string;' : 'number | null;') : `${j},`}`,
  );
  const head = typed
    ? `export interface Model${i} {\n${fields.join('\n')}\n}\n`
    : `export const model${i} = {\n${fields.join('\n')}\n};\n`;
  const checks = Array.from(
    { length: 10 },
    (_, j) => `export function check${i}_${j}(value${typed ? ': unknown' : ''}) {
  if (typeof value !== 'object' || value === null) return { ok: false, reason: 'no object at ${j}' };
  const keys = Object.keys(value).filter((key) => !key.startsWith('_'));
  return keys.length > ${j} ? { ok: true } : { ok: false, reason: \`\${keys.length} keys\` };
}`,
  );
  return `${head}\nexport const format = (text${typed ? ': string' : ''}) => \`[\${text}]\`;\n${checks.join('\n')}\n`;
}
