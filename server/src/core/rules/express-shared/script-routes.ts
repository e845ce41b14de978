// Which routes scripts ask, by what they answer, by their methods, and by their paths.
import type { RouteEntry } from '../../kinds/express/table';
import { walk } from '../../syntax/js/walk';
import { type ExpressContext, isPackaged } from '../express-rule';
import { isApiPath } from './api-paths';
import { endsOf, trialsOf } from './ends';

/**
 * Whether a route is for scripts alone: it is a part of an API and answers no page, or it has a method that no form
 * sends, and answers to who may use it with data or with nothing.
 */
export function isForScripts(context: ExpressContext, route: RouteEntry): boolean {
  const answers = goodAnswers(context, route);
  if (answers.includes('page')) return false;
  if (isApiPath(route.path)) return true;
  if (!isOfScripts(route) || answers.length === 0 || answers.includes('other')) return false;
  // With this package, forms send these methods too.
  return !context.handlers.some(({ handler }) => isPackaged(handler, 'method-override'));
}

/** Whether a route may be one for scripts, by its path and its methods alone. */
export function mayBeForScripts(route: RouteEntry): boolean {
  return isApiPath(route.path) || isOfScripts(route);
}

function isOfScripts({ methods }: RouteEntry): boolean {
  return methods?.every((method) => /^(?:PUT|PATCH|DELETE)$/.test(method)) === true;
}

type Answer = 'data' | 'page' | 'other';

/** What a route answers to who may use it. */
function goodAnswers(context: ExpressContext, route: RouteEntry): readonly Answer[] {
  const right = trialsOf(context, route).filter(({ kind }) => kind === 'right');
  return right
    .flatMap(({ request }) => endsOf(context, request))
    .flatMap(({ end, exchange }): Answer[] => {
      if (end.kind !== 'answered' || end.by !== 'handler' || end.status === null) return [];
      if (end.status === 401 || end.status === 403) return [];
      const [type = ''] = exchange.answerHeader('Content-Type');
      if (/html/.test(type)) return ['page'];
      return [/json/.test(type) || end.status === 204 ? 'data' : 'other'];
    });
}

/** Whether a login answers with data, as scripts want it: forms are sent on to a page. */
export function answersJson({ handlers }: RouteEntry): boolean {
  const last = handlers.at(-1)?.handler;
  const source = last?.kind === 'function' ? last.behaviour.source : null;
  if (source?.kind !== 'written') return false;
  const names = new Set<string>();
  walk(source.function.node, (one) => {
    if (one.kind === 'call' && one.callee.kind === 'member') names.add(one.callee.name);
  });
  return names.has('json') && !names.has('redirect') && !names.has('render');
}
