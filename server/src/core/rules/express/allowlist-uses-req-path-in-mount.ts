// express/allowlist-uses-req-path-in-mount: a guard compares the path with texts that it never is equal to where it stands.
import type { Report } from '../../findings/finding';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { missedForm } from '../express-shared/exact-checks';
import { accepts, corrected, isShort } from '../express-shared/mounted-checks';
import { behindPrefix, plainPrefixes } from '../express-shared/mounts';
import { type PathCheck, pathChecksOf } from '../express-shared/path-checks';
import { guardName, refusalOf } from '../express-shared/refusal';

export const rule = expressRule({
  id: 'express/allowlist-uses-req-path-in-mount',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'A guard compares req.path or req.url with texts that hold the path of its mount, or with a query behind, so they are never equal.',
  *check(context) {
    const reported = new Set<string>();
    let isAsked = false;
    for (const placed of context.handlers) {
      const { source } = placed.handler.behaviour;
      if (source.kind !== 'written' || placed.layer.kind !== 'use') continue;
      const prefixes = plainPrefixes(context, placed.layer, placed.router);
      if (prefixes === null) continue;
      for (const check of pathChecksOf(context, source.function)) {
        const found: Report | null =
          mountReport(context, placed, prefixes, check) ??
          queryReport(context, placed, check) ??
          (isAsked ? null : question(context, placed, prefixes, check));
        const key = found === null ? '' : `${found.at.file}:${found.at.span.start}`;
        if (found === null || reported.has(key)) continue;
        reported.add(key);
        isAsked ||= found.certainty === 'hint';
        yield found;
      }
    }
  },
});

/** A check that would say yes to a route if it saw its path in the other form, with the mount or without. */
function mountReport(
  context: ExpressContext,
  placed: PlacedHandler,
  prefixes: readonly string[],
  check: PathCheck,
): Report | null {
  if (prefixes.includes('')) return null;
  const isWhole = check.carrier === 'originalUrl';
  for (const prefix of prefixes) {
    for (const route of context.routes) {
      const whole = route.sample;
      const inside = whole === null ? null : behindPrefix(whole, prefix);
      if (whole === null || inside === null) continue;
      const [seen, meant] = isWhole ? [whole, inside] : [inside, whole];
      if (accepts(check, seen) || !accepts(check, meant) || isShort(check, prefix)) continue;
      const refusal = refusalOf(context, route);
      if (refusal?.by.handler !== placed.handler) continue;
      const { request, status } = refusal;
      if (check.method !== null && check.method !== request.method) continue;
      const only = prefixes.length === 1 ? prefix : null;
      const fixed = only === null ? null : corrected(check, only);
      return {
        at: check.at,
        message: `${request.method} ${request.target} gets ${status} from ${guardName(placed)}: under ${prefix}, req.${check.carrier} is ${seen}, ${isWhole ? 'with' : 'without'} the path of the mount, so compare it with ${fixed ?? 'that'}.`,
        related: [{ ...placed.layer.at, message: `The guard stands under ${prefix}.` }],
        witness: { request, expect: { status } },
        fixes:
          fixed !== null && check.isLiteral
            ? fixOf(`Compare with ${fixed}`, 'review', context.change.replace(check.at, fixed))
            : [],
      };
    }
  }
  return null;
}

/** A check for the whole of a URL, which a query makes another one. */
function queryReport(context: ExpressContext, placed: PlacedHandler, check: PathCheck): Report | null {
  if (check.how !== 'equal' || !check.hasQuery || check.text.includes('?')) return null;
  for (const route of context.routes) {
    if (route.sample?.endsWith(check.text) !== true) continue;
    const bare = context.bareRequest(route);
    const asked = bare === null ? null : { ...bare, target: `${bare.target}?from=mail` };
    const refusal = asked === null ? null : refusalOf(context, route, asked);
    if (refusal?.by.handler !== placed.handler || refusalOf(context, route) !== null) continue;
    const { request, status } = refusal;
    const isPlain = check.carrier === 'url' && /\.url$/.test(context.change.textOf(check.read));
    return {
      at: check.at,
      severity: 'warning',
      message: `${request.method} ${request.target} gets ${status} from ${guardName(placed)}: req.${check.carrier} holds the query, so it is not '${check.text}' any more: compare the path alone${isPlain ? ', req.path' : ''}.`,
      witness: { request, expect: { status } },
      fixes: isPlain ? fixOf('Compare req.path', 'review', pathInstead(context, check)) : [],
    };
  }
  return null;
}

function pathInstead({ change }: ExpressContext, { read }: PathCheck) {
  return change.replace(read, change.textOf(read).replace(/\.url$/, '.path'));
}

/** Once for an app: what is not let through is the same page, but who is meant by it is not known. */
function question(
  context: ExpressContext,
  placed: PlacedHandler,
  prefixes: readonly string[],
  check: PathCheck,
): Report | null {
  const missed = missedForm(context, placed, prefixes, check);
  if (missed === null) return null;
  const { request, status } = missed.refusal;
  return {
    at: check.at,
    certainty: 'hint',
    message: `${request.method} ${request.target} gets ${status} from ${guardName(placed)}, though Express takes it for ${missed.route.path}, which is let through: is req.${check.carrier} to be compared without a slash at its end, and in lower case?`,
    witness: { request, expect: { status } },
  };
}
