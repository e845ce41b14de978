// express/static-before-auth: files are served in front of the guard for the same path.
import type { Report } from '../../findings/finding';
import type { Passed } from '../../kinds/express/dispatch/decide';
import type { Way } from '../../kinds/express/dispatch/ways';
import type { Change } from '../../kinds/express/edits';
import { requestTo } from '../../model/request';
import { samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { endsUntil } from '../express-shared/ends';
import { guardBehind, samePath } from '../express-shared/guards-behind';
import { plainPrefixes } from '../express-shared/mounts';
import { moveInFront } from '../express-shared/moves';
import { guardName } from '../express-shared/refusal';

export const rule = expressRule({
  id: 'express/static-before-auth',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'express.static() stands in front of the guard for the same path, so every file in it is public.',
  *check(context) {
    for (const files of context.handlers) {
      const { source } = files.handler.behaviour;
      if (files.layer.kind !== 'use' || source.kind !== 'packaged' || source.role !== 'static') continue;
      const path = openPath(context, files);
      const guard = path === null ? null : guardBehind(files);
      if (path === null || guard === null) continue;
      const isSame =
        guard.layer === files.layer || samePath(guard.layer, files.layer) || areWhole(context, files, guard);
      if (isSame && path !== '') yield report(context, files, guard, path);
      else if (PRIVATE.test(`${path} ${context.change.textOf(files.handler.at)}`)) {
        yield question(files, guard, path);
      }
    }
  },
});

/** Names that speak of files which are not for everyone. */
const PRIVATE =
  /(?:^|[^a-z])(?:private|secret|secrets|secured?|protected|internal|confidential|restricted)(?:[^a-z]|$)/i;

/** The path under which files are served to clients without credentials that a guard would refuse otherwise. */
function openPath(context: ExpressContext, { handler, layer, router }: PlacedHandler): string | null {
  for (const prefix of plainPrefixes(context, layer, router) ?? []) {
    const request = requestTo('GET', `${prefix}/a-file.pdf`);
    const ends = request === null ? [] : endsUntil(context, request, isLost).map(({ end }) => end);
    const isServed = ends.some(
      (end) => end.kind === 'answered' && end.handler !== null && samePlace(end.handler, handler.at),
    );
    const isRefused = ends.some(
      (end) => end.kind === 'answered' && end.by !== 'static' && REFUSED.includes(end.status ?? 0),
    );
    if (isServed && isRefused && ends.every(({ kind }) => kind !== 'unknown')) return prefix;
  }
  return null;
}

/** Whether the last of some ways is not known, so that all of them tell nothing. */
function isLost(ways: readonly Way<Passed>[]): boolean {
  return ways.at(-1)?.result.end.kind === 'unknown';
}

const REFUSED = [301, 302, 303, 307, 401, 403];

/** Whether both are for all that comes to their router, and the files are in no folder that is for everyone. */
function areWhole(context: ExpressContext, files: PlacedHandler, guard: PlacedHandler): boolean {
  const folder = context.change.textOf(files.handler.at).replace(/^[\w$.]+\(/, '');
  return files.layer.paths === null && guard.layer.paths === null && !PUBLIC.test(folder);
}

const PUBLIC =
  /(?:^|[^a-z])(?:public|dist|build|assets|static|www|client|swagger|docs|images|css|js)(?:[^a-z]|$)/i;

function report(context: ExpressContext, files: PlacedHandler, guard: PlacedHandler, path: string): Report {
  const name = guardName(guard);
  return {
    at: files.handler.at,
    message: `Files under ${path} are served before ${name} runs, so they are public: put ${name} in front of express.static().`,
    related: [{ ...guard.handler.at, message: `${name} only sees requests for files that do not exist.` }],
    fixes: fixOf('Put the guard in front of the files', 'review', swapped(context, files, guard)),
  };
}

function question(files: PlacedHandler, guard: PlacedHandler, path: string): Report {
  const name = guardName(guard);
  return {
    at: files.handler.at,
    certainty: 'hint',
    message: `Files under ${path === '' ? '/' : path} are served before ${name} runs: are they meant for everyone?`,
    related: [{ ...guard.handler.at, message: `${name} guards only what comes behind it.` }],
  };
}

function swapped(context: ExpressContext, files: PlacedHandler, guard: PlacedHandler): Change {
  if (guard.layer !== files.layer) return moveInFront(context, guard.layer, files.layer);
  const { textOf, replace } = context.change;
  const [first, second] = [files.handler.at, guard.handler.at];
  const edits = [replace(first, textOf(second)), replace(second, textOf(first))];
  return edits.flatMap((edit) => edit ?? []);
}
