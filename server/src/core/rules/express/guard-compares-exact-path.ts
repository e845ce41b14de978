// express/guard-compares-exact-path: a guard knows a path in one form alone, and Express takes others for the same.
import type { Report } from '../../findings/finding';
import { expressRule, type PlacedHandler } from '../express-rule';
import { type Passed, passedForm } from '../express-shared/exact-checks';
import { plainPrefixes } from '../express-shared/mounts';
import { type PathCheck, pathChecksOf } from '../express-shared/path-checks';
import { guardName } from '../express-shared/refusal';

export const rule = expressRule({
  id: 'express/guard-compares-exact-path',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'A guard refuses a path that it compares letter by letter, so a slash behind it or capitals lead to the same route without credentials.',
  *check(context) {
    for (const placed of context.handlers) {
      const { source } = placed.handler.behaviour;
      if (source.kind !== 'written' || placed.layer.kind !== 'use') continue;
      const checks = pathChecksOf(context, source.function);
      const prefixes = checks.length === 0 ? null : plainPrefixes(context, placed.layer, placed.router);
      if (prefixes === null) continue;
      for (const check of checks) {
        const passed = passedForm(context, placed, prefixes, check);
        if (passed === null || context.settings.isPublic(passed.route.path)) continue;
        yield report(placed, check, passed);
        break;
      }
    }
  },
});

function report(placed: PlacedHandler, check: PathCheck, { route, request, status }: Passed): Report {
  const bare = `${request.method} ${route.path}`;
  const related = [{ ...route.at, message: `${route.path} is open by this.` }];
  const witness = { request, expect: { status } };
  // Slashes come by themselves; who sends capitals looks for a way around.
  if (!request.target.endsWith('/')) {
    return {
      at: check.at,
      certainty: 'hint',
      message: `Is ${request.method} ${request.target} to get past ${guardName(placed)} without credentials? Express takes it for ${bare}, which is refused: compare req.${check.carrier} in lower case, or put the guard on the path itself.`,
      related,
      witness,
    };
  }
  return {
    at: check.at,
    message: `${request.method} ${request.target} gets past ${guardName(placed)} without credentials, though Express takes it for ${bare}, which is refused: put the guard on the path itself, or compare req.${check.carrier} in lower case and without a slash at its end.`,
    related,
    witness,
  };
}
