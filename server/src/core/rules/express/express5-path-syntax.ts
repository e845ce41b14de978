// express/express5-path-syntax: a path is written for the other major version of Express.
import type { Report } from '../../findings/finding';
import { matcherOfLayer } from '../../kinds/express/dispatch/matchers';
import { samplePath } from '../../kinds/express/sample-path';
import type { Layer, PathPattern, Router } from '../../kinds/express/stack';
import { requestTo } from '../../model/request';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { prefixesOf } from '../express-shared/mounts';
import { replaceText } from '../express-shared/path-texts';
import { asExpress4, asExpress5 } from '../express-shared/path-versions';

export const rule = expressRule({
  id: 'express/express5-path-syntax',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'A path is written for another major version of Express than the one that runs.',
  *check(context) {
    const [version, other] = context.versions;
    if (version === undefined || other !== undefined || isPrerelease(context)) return;
    for (const router of context.routers) {
      for (const layer of router.layers) {
        if (layer.kind === 'gap' || (version === 5 && isTaken(layer, router))) continue;
        for (const pattern of layer.paths ?? []) {
          if (pattern.kind !== 'string') continue;
          const placed = { router, layer, pattern };
          const report = version === 5 ? ofExpress5(context, placed) : ofExpress4(context, placed);
          if (report !== null) yield report;
        }
      }
    }
  },
});

type Placed = {
  readonly router: Router;
  readonly layer: Exclude<Layer, { kind: 'gap' }>;
  readonly pattern: Extract<PathPattern, { kind: 'string' }>;
};

/** The first versions of Express 5 that were tried out read paths in other ways. */
function isPrerelease({ callsOf }: ExpressContext): boolean {
  return callsOf('express').some(
    ({ callee }) => callee.kind === 'package' && /^\D*5\.0\.0-/.test(callee.version ?? ''),
  );
}

/** Whether Express 5 takes all paths of a layer. */
function isTaken(layer: Layer, { settings }: Router): boolean {
  return matcherOfLayer(layer, settings, 5).kind === 'matcher';
}

/** Why Express of a version refuses a path when it is given it; `null` where it does not. */
function refusal({ router, layer }: Placed, pattern: PathPattern, version: 4 | 5): string | null {
  const alone: Layer = { ...layer, paths: [pattern] };
  const matcher = matcherOfLayer(alone, router.settings, version);
  return matcher.kind === 'throws' ? matcher.reason : null;
}

function ofExpress5(context: ExpressContext, placed: Placed): Report | null {
  const { layer, pattern } = placed;
  const reason = refusal(placed, pattern, 5);
  if (reason === null) return null;
  const text = asExpress5(pattern.text, layer.kind === 'use');
  const isGood = text !== null && refusal(placed, { ...pattern, text }, 5) === null;
  return {
    at: pattern.at ?? layer.at,
    message: `Express 5 does not start with the path ${pattern.text} (${reason}): ${isGood ? `write ${text}` : adviceOn(pattern.text)}.`,
    fixes: isGood ? fixOf(`Write ${text}`, 'review', replaceText(context, pattern, text)) : [],
  };
}

function adviceOn(text: string): string {
  if (/[()[\]|+]/.test(text)) return 'use a regular expression, or a list of paths';
  return 'write optional parts in braces, as in /users{/:id}, and wildcards with a name, as in /{*path}';
}

/** Names that people give to wildcards; a text behind a star may be meant as it is in Express 4. */
const WILDCARD =
  /\/\*(?:splat|path|paths|all|any|rest|wildcard|wild|catch_?all|everything|match|tail|slug)$/i;

function ofExpress4(context: ExpressContext, { router, layer, pattern }: Placed): Report | null {
  const isForFive = /\{[^{}]*[/:*][^{}]*\}/.test(pattern.text) || WILDCARD.test(pattern.text);
  const sample = isForFive ? samplePath(pattern, layer.kind === 'use') : null;
  if (sample === null) return null;
  const method = layer.kind === 'route' ? (layer.handlers[0]?.method ?? 'GET') : 'GET';
  for (const prefix of prefixesOf(context, router)) {
    const request = requestTo(method, `${prefix.sample}${sample}` || '/');
    const outcome = request === null ? null : context.decide(request).outcome;
    if (request === null || outcome === null || outcome.kind === 'unknown') continue;
    const text = asExpress4(pattern.text, layer.kind === 'use');
    return {
      at: pattern.at ?? layer.at,
      message: `Express 4 takes ${pattern.text} as it is written, so ${method} ${request.target} does not match it: ${text === null ? 'write it for Express 4' : `write ${text}`}.`,
      witness: { request, expect: { status: outcome.status, challenges: outcome.challenges } },
      fixes: text === null ? [] : fixOf(`Write ${text}`, 'review', replaceText(context, pattern, text)),
    };
  }
  return null;
}
