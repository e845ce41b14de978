// express/cors-authorization-not-allowed: browsers may not send the Authorization header that a route wants.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { Met } from '../../kinds/express/front';
import type { RouteEntry } from '../../kinds/express/table';
import type { Requirement } from '../../model/requirement';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf, isPackaged } from '../express-rule';
import { corsCalls, listOf, type WrittenCors, writtenCors } from '../express-shared/cors';
import { nodeAt } from '../express-shared/literals';
import { isMadeAt } from '../express-shared/made-at';
import { optionIn } from '../express-shared/options';

export const rule = expressRule({
  id: 'express/cors-authorization-not-allowed',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'error',
  summary: 'A route wants an Authorization header, and the list of headers that browsers may send has none.',
  *check(context) {
    const lists = listsOf(context);
    if (lists.length === 0) return;
    const reported = new Set<Lacking>();
    for (const route of context.routes) {
      const list = lists.find((one) => !reported.has(one) && isOnWay(context, route, one));
      if (list === undefined || !wantsAuthorization(context, route)) continue;
      reported.add(list);
      yield report(context, route, list);
    }
  },
});

/** A list of allowed headers without Authorization, and where in the stack it takes effect. */
type Lacking = {
  readonly texts: readonly string[];
  readonly at: Place;
  isIn(met: Met): boolean;
};

function listsOf(context: ExpressContext): readonly Lacking[] {
  const ofCalls = corsCalls(context).flatMap(({ options, at, optionsAt }): Lacking[] => {
    const named = ['allowedHeaders', 'headers'].map((name) => optionIn(context, options, optionsAt, name));
    if (named.includes(null)) return [];
    const given = named.find((one) => one !== null && one.value.kind !== 'undefined');
    const texts = given === undefined || given === null ? null : listOf(given.value);
    if (given === undefined || given === null || texts === null || !lacks(texts)) return [];
    const isIn = ({ handler }: Met) => isMadeAt(handler, 'cors', at);
    return [{ texts, at: given.at, isIn }];
  });
  const headers = writtenCors(context).filter(({ name }) => name === 'allow-headers');
  const ofHeaders = headers.flatMap((one): Lacking[] => {
    const texts = one.text.split(',').map((text) => text.trim());
    const isAgain = headers.some((other) => other !== one && other.within.at(-1) === one.within.at(-1));
    return isAgain || !lacks(texts) ? [] : [{ texts, at: one.at, isIn: (met) => writes(one, met) }];
  });
  return [...ofCalls, ...ofHeaders];
}

function writes({ within }: WrittenCors, { handler: { behaviour } }: Met): boolean {
  const { source } = behaviour;
  return source.kind === 'written' && within.includes(source.function.node);
}

/** `*` does not stand for Authorization (Fetch standard, CORS-preflight fetch). An empty text allows nothing. */
function lacks(texts: readonly string[]): boolean {
  return !texts.some((text) => text.toLowerCase() === 'authorization');
}

/** Whether the list is the first one that a preflight of the route comes to. */
function isOnWay(context: ExpressContext, route: RouteEntry, list: Lacking): boolean {
  const { met, gaps } = context.frontOf(route);
  const at = met.findIndex((one) => list.isIn(one));
  const isFirst = !met.slice(0, at).some(({ handler }) => isPackaged(handler, 'cors'));
  return at >= 0 && isFirst && gaps.length === 0;
}

/** Whether no request to a route is let in without an Authorization header. */
function wantsAuthorization(context: ExpressContext, route: RouteEntry): boolean {
  return isAuthorization(context.requirementOf(route));
}

function isAuthorization(requirement: Requirement): boolean {
  switch (requirement.kind) {
    case 'check':
      return ['basic', 'bearer', 'digest', 'negotiate'].includes(requirement.scheme.kind);
    case 'all':
      return requirement.of.some(isAuthorization);
    case 'any':
      return requirement.of.length > 0 && requirement.of.every(isAuthorization);
    default:
      return false;
  }
}

function report(context: ExpressContext, route: RouteEntry, { texts, at }: Lacking): Report {
  const why = texts.includes('*') ? ', and "*" does not stand for it' : '';
  return {
    at,
    message: `${route.path} wants an Authorization header, which is not among the headers that browsers may send${why}: add Authorization.`,
    fixes: fixOf('Allow Authorization', 'review', withAuthorization(context, at)),
  };
}

/** The list with Authorization at its end. */
function withAuthorization(context: ExpressContext, at: Place): Change {
  const node = nodeAt(context, at);
  const text = context.change.textOf(at);
  if (node?.kind === 'string') {
    const inside = text.slice(1, -1).trimEnd();
    const quote = text.charAt(0);
    const comma = inside === '' ? '' : /, /.test(inside) || !inside.includes(',') ? ', ' : ',';
    return context.change.replace(at, `${quote}${inside}${comma}Authorization${quote}`);
  }
  if (node?.kind !== 'array') return null;
  const last = node.of.at(-1);
  if (last === undefined || last === null) return context.change.replace(at, "['Authorization']");
  const end = { start: last.span.end, end: last.span.end };
  return context.change.replace({ file: at.file, span: end }, ", 'Authorization'");
}
