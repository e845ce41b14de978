// express/passport-info-string-as-challenge: a text that explains a failed login becomes WWW-Authenticate.
import type { Report, Witness } from '../../findings/finding';
import type { Strategy } from '../../kinds/express/behaviour/packages/strategies';
import { entryOf, type FunctionValue, type Value } from '../../kinds/express/values';
import type { Call, Expression } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { challengeFault } from '../express-shared/challenge-syntax';
import { trialsOf } from '../express-shared/ends';
import { isInside } from '../express-shared/function-places';
import { type Authentication, authentications, registeredStrategies } from '../express-shared/passport';

export const rule = expressRule({
  id: 'express/passport-info-string-as-challenge',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A text as the third argument of done() becomes the value of WWW-Authenticate, which it is not.',
  *check(context) {
    const asking = authentications(context);
    for (const strategy of registeredStrategies(context).all) {
      // Others wrap the text, or leave it out: passport-http, passport-http-bearer.
      if (!/^(?:local|jwt|custom)$/.test(strategy.kind)) continue;
      if (!asking.some((one) => answersBy(one, strategy))) continue;
      for (const told of textsOf(context, strategy)) yield report(context, strategy, told);
    }
  },
});

/** Whether a call of authenticate() leaves the answer to passport, which takes the texts for challenges. */
function answersBy({ names, options, callback }: Authentication, { name }: Strategy): boolean {
  if (names === null || !names.includes(name) || callback !== undefined) return false;
  if (options === undefined || options.kind === 'undefined') return true;
  return entryOf(options, 'failureRedirect')?.kind === 'undefined';
}

type Told = { readonly text: string; readonly at: Place };

/** The texts that a verify function gives to done() for users that it refuses. */
function textsOf(context: ExpressContext, strategy: Strategy): readonly Told[] {
  const verify = strategy.args.at(-1);
  const value = verify?.kind === 'outside' ? verify.value : undefined;
  if (value?.kind !== 'function') return [];
  const done = value.node.params.at(-1)?.target;
  if (done?.kind !== 'identifier') return [];
  const found: Told[] = [];
  context.everything.each(['call'], ({ node, scope }) => {
    if (node.callee.kind !== 'identifier' || node.callee.name !== done.name) return;
    const at = { file: scope.file, span: node.span };
    if (!isInside(at, value) || !isParameterOf(scope.lookup(done.name), value)) return;
    for (const info of refusedWith(node)) {
      const text = context.evaluate(info, scope);
      if (text.kind !== 'string' || challengeFault(text.value) === null) continue;
      found.push({ text: text.value, at: { file: scope.file, span: info.span } });
    }
  });
  return found;
}

function isParameterOf(value: Value | null, called: FunctionValue): boolean {
  return value?.kind === 'parameter' && isInside(value.at, called);
}

/** The third argument of `done(null, false, …)`; the parts of it that go with no user, where conditions choose. */
function refusedWith({ args }: Call): readonly Expression[] {
  const [, user, info] = args;
  if (user === undefined || user.kind === 'spread' || info === undefined || info.kind === 'spread') return [];
  const [users, infos] = [branchesOf(user), branchesOf(info)];
  return infos.filter((_, i) =>
    users.length === infos.length ? isNobody(users[i]) : users.some((one) => isNobody(one)),
  );
}

function branchesOf(node: Expression): readonly Expression[] {
  return node.kind === 'conditional' ? [node.whenTrue, node.whenFalse] : [node];
}

function isNobody(user: Expression | undefined): boolean {
  if (user?.kind === 'boolean') return !user.value;
  return user?.kind === 'null' || (user?.kind === 'identifier' && user.name === 'undefined');
}

function report(context: ExpressContext, strategy: Strategy, { text, at }: Told): Report {
  const written = context.change.textOf(at);
  return {
    at,
    message: `passport sends '${text}' as WWW-Authenticate when "${strategy.name}" fails, and it names no scheme: give { message: '${text}' } to done().`,
    witness: witnessOf(context, text),
    fixes: fixOf(
      'Give an object with the message',
      'safe',
      context.change.replace(at, `{ message: ${written} }`),
    ),
  };
}

/** A request whose 401 has the text as its challenge. */
function witnessOf(context: ExpressContext, text: string): Witness | null {
  for (const { request } of context.routes.flatMap((route) => trialsOf(context, route))) {
    const { outcome } = context.decide(request);
    if (outcome.kind !== 'challenged' || !(outcome.challenges ?? []).includes(text)) continue;
    return { request, expect: { status: 401, challenges: [text] } };
  }
  return null;
}
