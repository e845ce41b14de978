// express/cookie-parser-order: cookies are read before cookie-parser runs, or where it never does.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { RouteEntry } from '../../kinds/express/table';
import type { Request } from '../../model/request';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { packagedLayer } from '../express-shared/added-layers';
import { letsInWithoutCookie, withCookies } from '../express-shared/cookie-requests';
import { readsOn } from '../express-shared/ends';
import { importLikeExpress } from '../express-shared/imports';
import { lateReport } from '../express-shared/late-reports';
import { requestOf } from '../express-shared/requests';
import { routesWhere } from '../express-shared/route-questions';
import { type Failure, lateFor, missingFor, type Supply } from '../express-shared/supplies';

const COOKIES: Supply = { role: 'cookies', members: ['cookies', 'signedCookies'] };

const LATE = {
  fallback: 'cookieParser()',
  why: (name: string) => `whatever cookie is sent, since req.cookies is read before ${name} runs`,
  early: 'This reads cookies that are not there yet.',
};

export const rule = expressRule({
  id: 'express/cookie-parser-order',
  kind: 'session-cookie',
  certainty: 'assert',
  severity: 'error',
  summary: 'req.cookies is read where cookie-parser has not run, so it is undefined and no cookie counts.',
  *check(context) {
    const reported = new Set<unknown>();
    for (const route of routesWithCookies(context)) {
      const request = withCookies(context, route);
      if (request === null) continue;
      const late = lateFor(context, COOKIES, route, request);
      const first = late?.suppliers[0];
      if (late !== null && first !== undefined) {
        if (!reported.has(first.layer)) yield lateReport(context, late, LATE);
        reported.add(first.layer);
        continue;
      }
      const missing = context.isWhole ? missingOf(context, route, request) : null;
      if (missing === null || reported.has('missing')) continue;
      reported.add('missing');
      yield missingReport(context, missing);
    }
  },
});

/** Routes on the way to which cookies are asked for. */
const routesWithCookies = routesWhere((asked) => {
  const { bare } = asked;
  if (bare === null) return false;
  const reads = asked.readsOn(requestOf(bare));
  return COOKIES.members.some((name) => reads.has(`slot ${name}`));
});

function missingOf(context: ExpressContext, route: RouteEntry, request: Request): Failure | null {
  const added = packagedLayer(context, 'cookie-parser', []);
  return added === null ? null : missingFor(context, COOKIES, added, route, request);
}

function missingReport(context: ExpressContext, { route, request, status }: Failure): Report {
  const isQuestion = letsInWithoutCookie(context, route);
  const target = `${request.method} ${route.path}`;
  return {
    at: route.at,
    ...(isQuestion ? { certainty: 'hint' as const, severity: 'info' as const } : {}),
    message: isQuestion
      ? `Do clients of ${target} send a cookie? Nothing parses cookies there, so req.cookies is undefined, and only what is sent otherwise counts: add app.use(cookieParser()) in front of it, or leave the cookie out.`
      : `${target} comes to ${status} whatever cookie is sent, since req.cookies is undefined without cookie-parser: add app.use(cookieParser()) in front of it.`,
    witness: { request, expect: { status } },
    fixes: fixOf('Parse cookies with cookie-parser', 'review', parserAdded(context, request)),
  };
}

/** Adds cookie-parser behind the app, where the project has it and no cookie is signed, which would need its secret. */
function parserAdded(context: ExpressContext, request: Request): Change {
  const { app } = context.stack;
  const { file } = app.at;
  const isInstalled = context.layer.program.sources.version('cookie-parser', file) !== null;
  const isSigned = readsOn(context, request).has('slot signedCookies');
  if (!isInstalled || isSigned || app.name === null || !/^[\w$]+$/.test(app.name)) return null;
  const imported = importLikeExpress(context, file, 'cookie-parser', 'cookieParser');
  if (imported === null) return null;
  const line = `${app.name}.use(${imported.local}())${imported.end}`;
  const used = context.change.insertStatement(app.at, line, 'after');
  return used === null ? null : [...imported.edits, ...used];
}
