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
