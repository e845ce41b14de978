// The routes of an Express program of a few texts, each with what a request without credentials gets.
import assert from 'node:assert/strict';
import { requestTo, routes } from '../../server/src/core';
import type { Host } from '../../server/src/host/files';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';

/** The routes of a program, each with what a bare request to it gets, such as `GET /x 401`. */
export async function rows(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/p/${name}`, text]));
  const manifest = { '/p/package.json': '{ "dependencies": { "express": "4" } }' };
  const session = new Session(hostOf({ ...manifest, ...files }));
  await session.discover(['/p']);
  const analysis = await session.analyze();
  assert.deepEqual(analysis.errors, []);
  const listed = routes(analysis).map(async ({ methods, path }) => {
    const request = requestTo(methods?.[0] ?? 'GET', path);
    assert.ok(request);
    const outcome = (await session.explain(analysis, request))?.outcome;
    const answer = outcome?.kind === 'unknown' ? outcome.reason : outcome?.status;
    return `${methods?.join() ?? '*'} ${path} ${answer}`;
  });
  return (await Promise.all(listed)).sort();
}

/** A host of some texts, whose searches leave out what is installed as those on the disk do. */
export function hostOf(texts: Record<string, string>): Host {
  const host = memoryHost(texts, loadJsParser);
  return {
    ...host,
    discover: async (paths) => {
      const all = await host.discover(paths);
      return { ...all, found: all.found.filter((file) => !file.includes('/node_modules/')) };
    },
  };
}

/** Middleware that answers 401 to who does not send its key. */
export const GUARD = "(req, res, next) => (req.headers['x-key'] === 'k' ? next(null) : res.sendStatus(401))";
/** A handler that answers everybody. */
export const HANDLER = '(req, res) => res.json({})';

/**
 * Asks a program, and compares with lines such as `GET /x  Cookie: a=b -> 200 | 401`: what good and what wrong
 * credentials get, once where that is the same. `?` in front of an answer says that it is not known here, and what the
 * program that was run gave.
 */
export async function asked(
  texts: Readonly<Record<string, string>>,
  lines: readonly string[],
  express: string,
): Promise<void> {
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/p/${name}`, text]));
  const manifest = { '/p/package.json': `{ "dependencies": { "express": "${express}" } }` };
  const session = new Session(hostOf({ ...manifest, ...files }));
  await session.discover(['/p']);
  const analysis = await session.analyze();
  assert.deepEqual(analysis.errors, []);
  const got = lines.map(async (line) => {
    const [asking = '', said = ''] = line.split(' -> ');
    const [head = '', ...headers] = asking.split('  ');
    const [method = '', target = ''] = head.split(' ');
    const pairs = headers.map((one): [string, string] => {
      const colon = one.indexOf(': ');
      return [one.slice(0, colon), one.slice(colon + 2)];
    });
    const answers = (['valid', 'invalid'] as const).map(async (credentials) => {
      const request = requestTo(method, target, { headers: pairs, credentials });
      assert.ok(request);
      const outcome = (await session.explain(analysis, request))?.outcome;
      if (outcome === undefined || outcome.kind === 'unknown') return said.startsWith('? ') ? said : '?';
      return [outcome.status, ...(outcome.challenges ?? []), outcome.location ?? ''].join(' ').trim();
    });
    return `${asking} -> ${[...new Set(await Promise.all(answers))].join(' | ')}`;
  });
  assert.deepEqual(await Promise.all(got), lines);
}
