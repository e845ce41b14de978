// express/passport-callback-ignores-user: the callback of authenticate() calls next() for those whom no strategy let in.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { RouteEntry } from '../../kinds/express/table';
import type { FunctionValue } from '../../kinds/express/values';
import type { Request } from '../../model/request';
import type { Statement } from '../../syntax/js/tree';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type HandlerNames, handlerAround } from '../express-shared/handler-names';
import { type Authentication, authentications, authenticationsIn } from '../express-shared/passport';
import { asksForUser, isOptional, useOfUser } from '../express-shared/user-callbacks';

export const rule = expressRule({
  id: 'express/passport-callback-ignores-user',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'The callback of passport.authenticate() calls next() although no strategy has let the client in.',
  *check(context) {
    const reported = new Set<FunctionValue['node']>();
    for (const authentication of authentications(context)) {
      const { callback } = authentication;
      if (callback?.kind !== 'function' || reported.has(callback.node)) continue;
      const open = openRoute(context, authentication, callback);
      if (open === null) continue;
      reported.add(callback.node);
      yield report(context, callback, open);
    }
  },
});

type Open = {
  readonly route: RouteEntry;
  readonly request: Request;
  readonly status: number;
  /** Whether the callback looks at the user and lets everybody pass all the same. */
  readonly isMeant: boolean;
};

/** A route behind a callback that lets everybody pass, where nobody else asks who it is. */
function openRoute(
  context: ExpressContext,
  authentication: Authentication,
  callback: FunctionValue,
): Open | null {
  const use = useOfUser(callback);
  if (use === 'hands on') return null;
  const isMeant = use === 'tests';
  let open: Open | null = null;
  for (const route of context.routes) {
    const { met } = context.frontOf(route);
    const at = met.findIndex(
      ({ handler }) => authenticationsIn(context, [authentication], handler).length > 0,
    );
    const guard = met[at];
    if (guard === undefined) continue;
    if (isOptional(guard) || met.slice(at + 1).some((one) => asksForUser(context, one, isMeant))) return null;
    const request = context.bareRequest(route);
    if (request === null || open !== null) continue;
    const { outcome } = context.decide(request);
    if (outcome.kind === 'passed') open = { route, request, status: outcome.status, isMeant };
  }
  return open;
}

function report(context: ExpressContext, callback: FunctionValue, open: Open): Report {
  const { route, request, status, isMeant } = open;
  const what = `${request.method} ${route.path}`;
  const { file } = callback.at;
  return {
    at: { file, span: headOf(callback) },
    ...(isMeant ? { certainty: 'hint' as const, severity: 'info' as const } : {}),
    message: isMeant
      ? `Is ${what} to be open? The callback of passport.authenticate() calls next() where user is false, and nothing behind it asks for the user.`
      : `The callback of passport.authenticate() calls next() where user is false, so ${what} is open to everybody: answer 401 there.`,
    witness: { request, expect: { status } },
    fixes: isMeant ? [] : fixOf('Answer 401 where there is no user', 'review', refuse(context, callback)),
  };
}

/** The parameters, and the arrow or the word in front of them. */
function headOf({ node }: FunctionValue): { readonly start: number; readonly end: number } {
  return { start: node.span.start, end: Math.max(node.span.start + 1, node.params.at(-1)?.span.end ?? 0) };
}

/** Puts the two refusals in front of the callback's statements, behind the one for an error that is there. */
function refuse(context: ExpressContext, { node, at }: FunctionValue): Change {
  const [error, user] = node.params.map(({ target }) => (target.kind === 'identifier' ? target.name : null));
  const [first] = node.body;
  const around = handlersAround(context, node);
  if (typeof error !== 'string' || typeof user !== 'string' || first === undefined || around === null)
    return null;
  if (first.kind === 'return' && node.isArrow && first.span.start === node.bodySpan.start) return null;
  const hasError = isIfOf(first, error);
  const refusal = `if (!${user}) return ${around.res}.sendStatus(401);`;
  const near = { file: at.file, span: first.span };
  if (hasError) return context.change.insertStatement(near, refusal, 'after');
  if (around.next === null) return null;
  const before = context.change.insertStatement(
    near,
    `if (${error}) return ${around.next}(${error});`,
    'before',
  );
  const after = context.change.insertStatement(near, refusal, 'before');
  return before === null || after === null ? null : [...before, ...after];
}

function isIfOf(statement: Statement, name: string): boolean {
  return statement.kind === 'if' && statement.test.kind === 'identifier' && statement.test.name === name;
}

function handlersAround(context: ExpressContext, node: FunctionValue['node']): HandlerNames | null {
  const found: HandlerNames[] = [];
  context.everything.each(['function'], (met) => {
    const around = met.node === node ? handlerAround(context, met.within) : null;
    if (around !== null) found.push(around);
  });
  return found[0] ?? null;
}
