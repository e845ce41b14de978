// express/router-merge-params-missing: a router reads a parameter of the path that it is mounted on, and does not get it.
import type { Report } from '../../findings/finding';
import type { Router } from '../../kinds/express/stack';
import type { Mount } from '../../kinds/express/table';
import { entryOf } from '../../kinds/express/values';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, type PlacedHandler } from '../express-rule';
import { nodeAt } from '../express-shared/literals';
import { paramsOf, waysTo } from '../express-shared/mounts';
import { paramReads } from '../express-shared/param-reads';

export const rule = expressRule({
  id: 'express/router-merge-params-missing',
  kind: 'path-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A router reads a parameter of the path that it is mounted on, which it does not get.',
  *check(context) {
    const reported: Router[] = [];
    for (const placed of context.handlers) {
      if (!isBehindParams(context, placed.router)) continue;
      for (const lost of lostReads(context, placed)) {
        if (reported.includes(lost.router)) continue;
        reported.push(lost.router);
        yield report(context, placed, lost);
      }
    }
  },
});

/** A parameter that a handler reads, and the router that does not hand it on. */
type Lost = { readonly name: string; readonly at: Place; readonly router: Router; readonly path: string };

/** Whether a router is mounted under paths that have parameters, or may have some. */
function isBehindParams(context: ExpressContext, router: Router): boolean {
  return (
    router.kind !== 'app' &&
    waysTo(context, router).some((mounts) => mounts.some(({ layer }) => paramsOf(layer)?.size !== 0))
  );
}

function* lostReads(context: ExpressContext, placed: PlacedHandler): Generator<Lost> {
  const { source } = placed.handler.behaviour;
  if (source.kind !== 'written') return;
  const ways = waysTo(context, placed.router);
  for (const { name, span, hasFallback } of paramReads(source.function.node)) {
    if (hasFallback || paramsOf(placed.layer)?.has(name) !== false) continue;
    const culprits = ways.map((mounts) => culprit(context, mounts, name));
    const [first] = culprits;
    // Where one of the ways hands it on, or has no such parameter, the handler is written for that.
    if (first === undefined || first === null || culprits.includes(null)) continue;
    yield { name, at: { file: source.function.at.file, span }, ...first };
  }
}

/** The router on a way that is mounted behind a parameter and does not take it over; `null` where it gets to the end. */
function culprit(
  context: ExpressContext,
  mounts: readonly Mount[],
  name: string,
): { readonly router: Router; readonly path: string } | null {
  let lost: { readonly router: Router; readonly path: string } | null = null;
  let path: string | null = null;
  for (const { layer, router } of mounts) {
    const params = paramsOf(layer);
    if (params === null) return null;
    if (params.has(name)) {
      const pattern = layer.paths?.find((one) => one.kind === 'string' && one.text.includes(`:${name}`));
      path = pattern?.kind === 'string' ? pattern.text : null;
      lost = null;
    }
    if (path === null || lost !== null || router.settings.mergeParams) continue;
    if (!isSurelyOff(context, router)) return null;
    lost = { router, path };
  }
  return lost;
}

/** Whether the options of a router are known, so that they surely do not turn it on. */
function isSurelyOff({ layer }: ExpressContext, router: Router): boolean {
  const drafts = layer.program.run.stack.routers.filter(({ at }) => samePlace(at, router.at));
  return drafts.every(({ kind, options }) => {
    if (kind === 'app' || options === null || options.kind === 'undefined') return true;
    const option = entryOf(options, 'mergeParams');
    return option?.kind === 'undefined' || (option?.kind === 'boolean' && !option.value);
  });
}

function report(context: ExpressContext, { handler }: PlacedHandler, lost: Lost): Report {
  const { router, name, path, at } = lost;
  const reader = handler.name ?? 'a handler';
  return {
    at: router.at,
    message: `${reader} reads req.params.${name}, which is in the mount path ${path} only, so it is always undefined: make the router with { mergeParams: true }.`,
    related: [{ ...at, message: `req.params has no ${name} here.` }],
    fixes: fixOf('Take over the parameters of the mount path', 'review', merging(context, router)),
  };
}

function merging(context: ExpressContext, { at, kind }: Router) {
  const node = nodeAt(context, at);
  if (kind === 'app' || (node?.kind !== 'call' && node?.kind !== 'new')) return null;
  const [options] = node.args;
  if (options === undefined)
    return context.change.addArgument({ file: at.file, span: node.argsSpan }, '{ mergeParams: true }');
  if (options.kind !== 'object') return null;
  const given = options.of.find(
    (one) => one.kind === 'property' && one.key.kind === 'name' && one.key.name === 'mergeParams',
  );
  if (given?.kind === 'property')
    return context.change.replace({ file: at.file, span: given.value.span }, 'true');
  return context.change.addEntry({ file: at.file, span: options.span }, 'mergeParams', 'true');
}
