// express/allowlist-regex-unanchored: what a guard lets through by the begin of a path takes other routes with it.
import type { Report } from '../../findings/finding';
import type { RouteEntry } from '../../kinds/express/table';
import { requestTo } from '../../model/request';
import { type ExpressContext, expressRule, fixOf, handlersWhere, type PlacedHandler } from '../express-rule';
import { type LooseCheck, type Passes, passesOf } from '../express-shared/loose-checks';
import { plainPrefixes } from '../express-shared/mounts';
import { overruns, takes } from '../express-shared/path-edges';
import { guardName } from '../express-shared/refusal';
import { requestFor } from '../express-shared/requests';
import { isLetThrough, pathsFor, seenAs } from '../express-shared/seen-paths';

export const rule = expressRule({
  id: 'express/allowlist-regex-unanchored',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A guard lets through all paths that begin like a public one, also those whose first word only begins with it.',
  *check(context) {
    const reported = new Set<string>();
    for (const placed of forEverything(context)) {
      const passes = passesOf(context, placed);
      for (const check of passes.loose) {
        const key = `${check.at.file}:${check.at.span.start}`;
        const found = reported.has(key) ? null : reportOf(context, placed, passes, check);
        if (found === null) continue;
        reported.add(key);
        yield found;
      }
    }
  },
});

/** Functions that guard more than one path: by `use`, or by `all` with a pattern. */
const forEverything = handlersWhere(({ layer, handler }) => {
  if (layer.kind !== 'route') return layer.kind === 'use';
  const isForAll = layer.handlers.some((one) => one.handler === handler && one.method === null);
  return isForAll && layer.paths?.every(({ kind }) => kind === 'regexp') === true;
});

function reportOf(
  context: ExpressContext,
  placed: PlacedHandler,
  passes: Passes,
  check: LooseCheck,
): Report | null {
  const prefixes = plainPrefixes(context, { ...placed.layer, paths: pathsFor(placed) }, placed.router) ?? [];
  for (const prefix of prefixes) {
    for (const route of context.routes) {
      const seen = route.sample === null ? null : seenAs(route.sample, prefix, check);
      if (seen === null || !overruns(check, seen)) continue;
      if (isLetThrough(passes, check, seen)) return null;
      const found = openReport(context, placed, prefix, check, route);
      if (found !== null) return found;
    }
  }
  for (const prefix of prefixes) {
    const found = question(context, placed, prefix, check);
    if (found !== null) return found;
  }
  return null;
}

/** Whether the guard refuses what is not on its list, so that being let through is the exception. */
function refusesOthers(context: ExpressContext, method: string, prefix: string): boolean {
  const request = requestTo(method, `${prefix}/~other`);
  const outcome = request === null ? null : context.decide(request).outcome;
  return outcome?.kind === 'challenged' || outcome?.kind === 'forbidden' || outcome?.kind === 'redirected';
}

function openReport(
  context: ExpressContext,
  placed: PlacedHandler,
  prefix: string,
  check: LooseCheck,
  route: RouteEntry,
): Report | null {
  const request = requestFor(context, route);
  const outcome = request === null ? null : context.decide(request).outcome;
  if (request === null || outcome?.kind !== 'passed') return null;
  if (context.settings.isPublic(route.path) || !refusesOthers(context, request.method, prefix)) return null;
  const name = guardName(placed);
  return {
    at: check.at,
    message: `${request.method} ${route.path} gets past ${name} without credentials, since ${check.written} fits it as well: let what is public end at a slash or at the end of the path.`,
    related: [{ ...route.at, message: `${route.path} is open by this.` }],
    witness: { request, expect: { status: outcome.status } },
    fixes: fixOf('Let it end where a segment ends', 'review', check.fix),
  };
}

/** No route is open by it yet; whoever adds one that begins alike will not notice. */
function question(
  context: ExpressContext,
  placed: PlacedHandler,
  prefix: string,
  check: LooseCheck,
): Report | null {
  const meant = context.routes.find(({ sample }) => {
    const seen = sample === null ? null : seenAs(sample, prefix, check);
    return seen !== null && takes(check, seen) && overruns(check, `${seen}-x`);
  });
  const request = meant?.sample == null ? null : requestTo('GET', `${meant.sample}-x`);
  if (meant === undefined || request === null || !refusesOthers(context, 'GET', prefix)) return null;
  if (context.decide(request).outcome.kind !== 'responded') return null;
  return {
    at: check.at,
    certainty: 'hint',
    message: `${check.written} also lets paths past ${guardName(placed)} that begin with ${meant.path}, such as ${request.target}: is it to end at a slash?`,
    fixes: fixOf('Let it end where a segment ends', 'review', check.fix),
  };
}
