// Conditions that ask what somebody who is logged in may do, and nothing else.
import { namesIn } from '../../kinds/express/program/hoist';
import type { Expression, FunctionNode } from '../../syntax/js/tree';
import { walk } from '../../syntax/js/walk';

/** What a condition asks: only what a user may do; `presumes` if it takes for granted that there is a user. */
export type RoleTest = { readonly presumes: boolean };

const ROLE =
  /^(?:(?:user_?)?roles?|is_?(?:super_?)?admin|admin|is_?staff|is_?super_?user|is_?moderator|permissions?|perms|scopes?|groups?|privileges?|access_?level|authorities|capabilities)$/i;
const ROLE_CALL =
  /^(?:(?:has|check|is_?in|includes)_?(?:any_?)?(?:role|roles|permission|permissions|scope|scopes|group)s?|can|is_?allowed|is_?admin)$/i;
/** What the client says of itself is no role. */
const SENT = /^(?:body|query|params|headers|cookies|signedCookies|get|header)$/;

/** Whether all that a condition asks is what a user may do; `null` where it asks something else, too. */
export function roleTest(test: Expression, within: FunctionNode, depth = 0): RoleTest | null {
  if (depth > 8) return null;
  const inner = (one: Expression) => roleTest(one, within, depth + 1);
  switch (test.kind) {
    case 'unary':
      return test.operator === '!' ? inner(test.operand) : null;
    case 'await':
      return inner(test.value);
    case 'logical': {
      const [left, right] = [inner(test.left), inner(test.right)];
      if (left !== null && right !== null) return { presumes: left.presumes || right.presumes };
      // `roles.length && …`: what the guard was made with may be asked as well.
      if (test.operator === '&&') return left === null && isSettled(test.left) ? right : null;
      // `!allowed || …`: what the way of the request needs, whoever asks.
      if (right !== null) return isOfWay(test.left, within, depth) ? right : null;
      return left !== null && isOfWay(test.right, within, depth) ? left : null;
    }
    case 'binary':
      return isComparison(test.operator) ? compared(test.left, test.right, within, depth) : null;
    case 'call':
      return calledTest(test, within, depth);
    case 'identifier':
      return isFlag(test.name) ? named(test.name, within, depth) : null;
    default:
      return test.kind === 'member' && isFlag(test.name) ? rolePath(test) : null;
  }
}

/** Whether a name alone is a test: `isAdmin` is, and `roles` says no more than that there is a user. */
function isFlag(name: string): boolean {
  return !ROLE.test(name) || /admin|staff|super|moderator/i.test(name);
}

/** Whether an expression asks for nothing of the request. */
function isSettled(expression: Expression): boolean {
  const names = namesOf(expression);
  if (expression.kind === 'unary') return isSettled(expression.operand);
  if (expression.kind === 'binary') {
    return [expression.left, expression.right].every((one) => one.kind === 'number' || isSettled(one));
  }
  return names.length > 0 && /roles?$|permissions?$|scopes?$|groups?$/i.test(names[0] ?? '');
}

/** What of a request tells nothing of who sent it. */
const OF_WAY = /^(?:method|path|baseUrl|originalUrl|url|route|params)$/;

/** Whether an expression rests on the program and on the way of the request alone, through the names of the function. */
function isOfWay(expression: Expression, within: FunctionNode, depth: number): boolean {
  if (depth > 8) return false;
  const request = within.params.flatMap(({ target }) => (target.kind === 'identifier' ? [target.name] : []));
  let isSure = within.params.every(({ target }) => target.kind === 'identifier');
  walk(expression, (one) => {
    if (one.kind === 'await' || one.kind === 'function' || one.kind === 'this') isSure = false;
    if (one.kind === 'member' && one.object.kind === 'identifier' && request.includes(one.object.name)) {
      isSure &&= OF_WAY.test(one.name);
      return false;
    }
    if (one.kind !== 'identifier') return undefined;
    isSure &&= !request.includes(one.name) && isMadeOfWay(one.name, within, depth);
    return undefined;
  });
  return isSure;
}

/** Whether a name of the function itself stands for something that rests on no more than that. */
function isMadeOfWay(name: string, within: FunctionNode, depth: number): boolean {
  let isSure = true;
  for (const statement of within.body) {
    walk(statement, (one) => {
      if (one.kind !== 'variable') return undefined;
      for (const { target, init } of one.declarations) {
        if (target.kind !== 'identifier') isSure &&= !namesIn(target).includes(name);
        else if (target.name === name) isSure &&= init !== null && isOfWay(init, within, depth + 1);
      }
      return undefined;
    });
  }
  return isSure;
}

function isComparison(operator: string): boolean {
  return /^(?:[!=]==?|[<>]=?)$/.test(operator);
}

/** A role compared with what the program wants, or the id of the user with whose something is. */
function compared(left: Expression, right: Expression, within: FunctionNode, depth: number): RoleTest | null {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const role =
      one.kind === 'identifier' ? named(one.name, within, depth) : (rolePath(one) ?? indexOfTest(one));
    if (role !== null && !isSent(other) && !isKindOfToken(other)) return role;
    if (isUserId(one) && isOwner(other)) return { presumes: !hasOptional(one) };
  }
  return null;
}

/** `payload.scope === 'refresh'` asks what the token is for. */
function isKindOfToken(expression: Expression): boolean {
  return expression.kind === 'string' && /^(?:access|refresh|reset|verify|invite)/i.test(expression.value);
}

/** `roles.indexOf(req.user.role)` in a comparison. */
function indexOfTest(expression: Expression): RoleTest | null {
  if (
    expression.kind !== 'call' ||
    expression.callee.kind !== 'member' ||
    expression.callee.name !== 'indexOf'
  )
    return null;
  const [arg] = expression.args;
  return (
    rolePath(expression.callee.object) ?? (arg === undefined || arg.kind === 'spread' ? null : rolePath(arg))
  );
}

function calledTest(
  call: Extract<Expression, { kind: 'call' }>,
  within: FunctionNode,
  depth: number,
): RoleTest | null {
  const { callee, args } = call;
  const given = args.flatMap((arg) => (arg.kind === 'spread' ? [] : [arg]));
  const name = callee.kind === 'member' || callee.kind === 'identifier' ? callee.name : '';
  if (ROLE_CALL.test(name)) {
    const subject = [...(callee.kind === 'member' ? [callee.object] : []), ...given].find(isUser);
    return subject === undefined ? null : { presumes: !hasOptional(subject) && callee.kind === 'member' };
  }
  if (callee.kind !== 'member' || !/^(?:includes|has|some|every|find|indexOf)$/.test(name)) return null;
  const { object } = callee;
  const own = object.kind === 'identifier' ? named(object.name, within, depth) : rolePath(object);
  if (own !== null) return own;
  const [first] = given;
  if (first === undefined) return null;
  if (first.kind === 'function') {
    if (object.kind === 'identifier' && ROLE.test(object.name)) return { presumes: false };
    const [only] = first.body;
    return only?.kind === 'return' && only.value !== null ? roleTest(only.value, within, depth + 1) : null;
  }
  return first.kind === 'identifier' ? named(first.name, within, depth) : rolePath(first);
}

/** A name of the function that stands for a role or for such a test. */
function named(name: string, within: FunctionNode, depth: number): RoleTest | null {
  let found: RoleTest | null = null;
  for (const statement of within.body) {
    walk(statement, (one) => {
      if (one.kind !== 'variable') return undefined;
      for (const { target, init } of one.declarations) {
        if (init === null) continue;
        if (target.kind === 'identifier' && target.name === name)
          found = rolePath(init) ?? roleTest(init, within, depth + 1);
        if (target.kind === 'objectPattern' && ROLE.test(name) && namesOf(init).length > 0 && !isSent(init)) {
          const isTaken = target.of.some(({ target: part }) => {
            const bound = part.kind === 'default' ? part.target : part;
            return bound.kind === 'identifier' && bound.name === name;
          });
          if (isTaken) found = { presumes: !hasOptional(init) };
        }
      }
      return undefined;
    });
  }
  return found;
}

/** `req.user.role`, `user.isAdmin`, `res.locals.user.permissions`. */
function rolePath(given: Expression): RoleTest | null {
  const expression = unwrapped(given);
  // `PERMISSIONS[req.user.role]`
  const key = expression.kind === 'index' && expression.index.kind === 'member' ? expression.index : null;
  if (key !== null && rolePath(key) !== null) return { presumes: !hasOptional(key) };
  const all = namesOf(expression);
  // `roles[i].name`: what a role is called.
  const isNamed = /^(?:name|key|code|slug|title)$/.test(all.at(-1) ?? '') && ROLE.test(all.at(-2) ?? '');
  const names = isNamed ? all.slice(0, -1) : all;
  const last = names.at(-1) ?? '';
  const item = isNamed && expression.kind === 'member' ? expression.object : expression;
  if (isRound(item) && names.length === 1 && ROLE.test(last)) return { presumes: false };
  if (names.length < 2 || !ROLE.test(last) || names.some((name) => SENT.test(name))) return null;
  return { presumes: expression === given && !hasOptional(expression) };
}

/** What a text or a list is made of: `String(payload.scope ?? '').split(' ')`. */
function unwrapped(expression: Expression): Expression {
  if (expression.kind === 'logical' && expression.operator !== '&&') return unwrapped(expression.left);
  if (expression.kind !== 'call') return expression;
  const { callee, args } = expression;
  if (callee.kind === 'member' && /^(?:split|trim|toString|toLowerCase|toUpperCase|map)$/.test(callee.name))
    return unwrapped(callee.object);
  const [first] = args;
  const isText = callee.kind === 'identifier' && /^(?:String|Array|Number)$/.test(callee.name);
  return isText && first !== undefined && first.kind !== 'spread' ? unwrapped(first) : expression;
}

/** The names of `a.b.c`, none for what is no such path. */
function namesOf(expression: Expression): readonly string[] {
  if (expression.kind === 'identifier') return [expression.name];
  if (expression.kind === 'this') return ['this'];
  if (expression.kind === 'member') {
    const names = namesOf(expression.object);
    return names.length === 0 ? [] : [...names, expression.name];
  }
  if (isRound(expression)) return namesOf(expression.object);
  return expression.kind === 'await' ? namesOf(expression.value) : [];
}

/** `roles[i]` in a loop. */
function isRound(expression: Expression): expression is Extract<Expression, { kind: 'index' }> {
  return (
    expression.kind === 'index' &&
    (expression.index.kind === 'number' ||
      (expression.index.kind === 'identifier' && /^(?:[ijk]|idx|index)$/.test(expression.index.name)))
  );
}

function hasOptional(expression: Expression): boolean {
  if (expression.kind === 'member') return expression.isOptional || hasOptional(expression.object);
  return expression.kind === 'logical' || expression.kind === 'conditional';
}

function isSent(expression: Expression): boolean {
  return namesOf(expression).some((name) => SENT.test(name));
}

function isUser(expression: Expression): boolean {
  const names = namesOf(expression);
  return (
    /^(?:user|currentUser|auth|account|member|principal)$/.test(names.at(-1) ?? '') && !isSent(expression)
  );
}

/** `req.user.id`. */
function isUserId(expression: Expression): boolean {
  return (
    expression.kind === 'member' &&
    /^(?:_?id|userId|sub|uid|email|username)$/.test(expression.name) &&
    isUser(expression.object)
  );
}

/** Whose something is: `post.authorId`, `req.params.userId`. */
function isOwner(expression: Expression): boolean {
  const inner =
    expression.kind === 'call' &&
    expression.callee.kind === 'member' &&
    /^(?:toString|toHexString)$/.test(expression.callee.name)
      ? expression.callee.object
      : expression;
  const names = namesOf(inner);
  if (names.length < 2) return false;
  if (names[0] === 'req' && names[1] === 'params') return true;
  return !isSent(inner) && names.some((name) => /owner|author|created_?by|^user_?id$|^user$/i.test(name));
}
