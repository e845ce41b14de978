// Routes that browsers send forms to, and that only know how to read JSON.

import { type Everything, perModule } from '../../kinds/express/program/everything';
import type { RouteEntry } from '../../kinds/express/table';
import { entryOf } from '../../kinds/express/values';
import { type ExpressContext, isPackaged } from '../express-rule';
import { packagedLayer } from './added-layers';
import { ifAdded } from './rearranged';
import { requestFor } from './requests';
import { isForScripts } from './script-routes';
import type { Failure } from './supplies';

/** The type of a form's body, where the form names none (HTML standard, form submission). */
export const FORM = 'application/x-www-form-urlencoded';

/** A login form that the route cannot read, while it could read the same as JSON; `null` where it is none. */
export function formFor(context: ExpressContext, route: RouteEntry): Failure | null {
  if (!isSentByForm(context, route)) return null;
  const request = requestFor(context, route, FORM);
  const added = packagedLayer(context, 'express', ['urlencoded']);
  if (request === null || added === null) return null;
  const { outcome } = context.decide(request);
  if (outcome.kind === 'unknown' || outcome.kind === 'passed') return null;
  const isFailed = outcome.kind === 'redirected' || outcome.status >= 400;
  const better = ifAdded(context, added, request).outcome;
  const isSame =
    better.kind !== 'unknown' && better.status === outcome.status && better.location === outcome.location;
  return isFailed && !isSame ? { route, request, status: outcome.status } : null;
}

/** Whether a route is one for forms: passport redirects there who is no script, or the program has a form for its path. */
function isSentByForm(context: ExpressContext, route: RouteEntry): boolean {
  const redirects = route.handlers.some(({ handler }) => {
    if (handler.kind !== 'function' || !isPackaged(handler, 'passport')) return false;
    const { source } = handler.behaviour;
    if (source.kind !== 'packaged') return false;
    return source.args.some((arg) =>
      ['failureRedirect', 'successRedirect'].some((name) => entryOf(arg, name)?.kind === 'string'),
    );
  });
  return (redirects && !isForScripts(context, route)) || hasForm(context, route.path);
}

/** Whether the program writes a form that is posted to a path. */
function hasForm({ everything }: ExpressContext, path: string): boolean {
  const known =
    actions.get(everything) ?? new Set(everything.modules.flatMap((texts) => [...actionsIn(texts)]));
  actions.set(everything, known);
  return known.has(path);
}

const actions = new WeakMap<Everything, ReadonlySet<string>>();

/** The paths of the forms in the texts of a module, without those that name a type. */
const actionsIn = perModule((texts): ReadonlySet<string> => {
  const actions = new Set<string>();
  texts.each(['string', 'template'], ({ node }) => {
    const texts = node.kind === 'string' ? [node.value] : node.texts;
    for (const text of texts) {
      if (!text.includes('<form')) continue;
      for (const [form] of text.matchAll(/<form\b[^>]*>/gi)) {
        const action = /action=["']?([^"'\s>]+)/i.exec(form)?.[1];
        const isPlain = /method=["']?post/i.test(form) && !/enctype/i.test(form);
        if (isPlain && action !== undefined) actions.add(action);
      }
    }
  });
  return actions;
});
