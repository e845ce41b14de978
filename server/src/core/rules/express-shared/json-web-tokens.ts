// Where a program makes and checks JSON Web Tokens: with which key, which options, which algorithms.
import type { WrittenCall } from '../../kinds/express/program/everything';
import { entryOf, type Scope, stringOf, UNDEFINED, type Value } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import { type Place, samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { textOfBytes } from './key-bytes';
import { type Given, optionIn } from './options';
import { textsIn } from './text-lists';

/** A call that makes a token, or that checks the tokens of requests. */
export type TokenCall = {
  readonly kind: 'sign' | 'check';
  readonly by: 'jsonwebtoken' | 'jose' | 'express-jwt' | 'passport-jwt';
  /** The call. */
  readonly at: Place;
  /** The parentheses with its arguments. */
  readonly argsAt: Place;
  /** The names that can be seen from it. */
  readonly scope: Scope;
  readonly payload: Given | null;
  /** The token that is checked, where the call is given it. */
  readonly token: Value | null;
  /** `null` where it is not known; a function or a package's call where keys are looked up. */
  readonly key: Given | null;
  /** The object of options; undefined where there is none. */
  readonly options: Given;
  /**
   * The algorithms that it signs with or accepts; `isDefault` where none are named: `HS256` for signing, and for
   * checking those that fit the key (jsonwebtoken 9, verify.js). `null` where that is not known.
   */
  readonly algorithms: {
    readonly names: readonly string[];
    readonly isDefault: boolean;
    readonly at: Place;
  } | null;
};

const known = new WeakMap<ExpressContext['everything'], readonly TokenCall[]>();

/** All calls of a program that make or check tokens, in the order in which they are written. */
export function tokenCalls(context: ExpressContext): readonly TokenCall[] {
  const before = known.get(context.everything);
  if (before !== undefined) return before;
  const found = context.everything.calls.flatMap((call) => tokenCall(context, call) ?? []);
  known.set(context.everything, found);
  return found;
}

/** An option of a call that makes or checks tokens; undefined where there is none, `null` where that is not known. */
export function tokenOption(context: ExpressContext, call: TokenCall, name: string): Given | null {
  return optionIn(context, call.options.value, call.options.at, name);
}

/**
 * What a call was given when the program ran, where it runs at the start: objects are filled then. What is in functions
 * that only requests call is known by its text alone.
 */
function executed({ layer }: ExpressContext, call: WrittenCall): WrittenCall {
  const runs = layer.program.run.calls.filter(({ at }) => samePlace(at, call.at));
  const [only] = runs;
  return runs.length === 1 && only !== undefined ? { ...call, args: only.args } : call;
}

function tokenCall(context: ExpressContext, written: WrittenCall): TokenCall | null {
  const made = joseSign(written);
  if (made !== null) return made;
  const name = libraryName(written.callee);
  if (name === null || !TOKEN_LIBRARY.test(name)) return null;
  const call = executed(context, written);
  switch (name) {
    case 'jsonwebtoken.sign':
      return signCall(context, call);
    case 'jsonwebtoken.verify':
    case 'jose.jwtVerify':
      return verifyCall(context, call, name === 'jose.jwtVerify' ? 'jose' : 'jsonwebtoken');
    case 'passport-jwt':
    case 'passport-jwt.Strategy':
      return call.isNew
        ? optionsCall(context, call, 'passport-jwt', ['secretOrKey', 'secretOrKeyProvider'])
        : null;
    case 'express-jwt':
    case 'express-jwt.expressjwt':
    case 'express-jwt.expressJwt':
      return optionsCall(context, call, 'express-jwt', ['secret']);
    default:
      return null;
  }
}

const TOKEN_LIBRARY = /^(?:jsonwebtoken|jose|passport-jwt|express-jwt)\b/;

/** A package's function by its name; `promisify(jwt.verify)` is called as `jwt.verify` is, without a callback. */
export function libraryName(callee: Value): string | null {
  if (callee.kind === 'package') {
    return [callee.name, ...callee.path.filter((name) => name !== 'default')].join('.');
  }
  if (callee.kind !== 'call' || callee.callee.kind !== 'package') return null;
  const [wrapped] = callee.args;
  return callee.callee.path.at(-1) === 'promisify' && wrapped?.kind === 'package'
    ? libraryName(wrapped)
    : null;
}

/** The argument of a call; undefined where it is not given. */
function argument({ args, argPlaces, argsAt, node }: WrittenCall, index: number): Given {
  const written = node.args[index];
  return {
    value: args[index] ?? UNDEFINED,
    at: argPlaces[index] ?? argsAt,
    node: written === undefined || written.kind === 'spread' ? null : written,
    isShorthand: false,
  };
}

/** Options stand in front of the callback, if there are any. */
function optionsArgument(call: WrittenCall): Given {
  const given = argument(call, 2);
  return isCallback(given.value) ? { ...given, value: UNDEFINED, at: call.argsAt, node: null } : given;
}

function isCallback(value: Value): boolean {
  return value.kind === 'function' || (value.kind === 'parameter' && value.role === 'next');
}

function hasSpread({ node }: WrittenCall): boolean {
  return node.args.some(({ kind }) => kind === 'spread');
}

/** `jwt.sign(payload, key, [options], [callback])`. */
function signCall(context: ExpressContext, call: WrittenCall): TokenCall | null {
  if (hasSpread(call)) return null;
  const options = optionsArgument(call);
  const named = optionIn(context, options.value, options.at, 'algorithm');
  const names = named === null ? null : named.value.kind === 'undefined' ? ['HS256'] : textsIn(named.value);
  const isDefault = named?.value.kind === 'undefined';
  return {
    kind: 'sign',
    by: 'jsonwebtoken',
    at: call.at,
    argsAt: call.argsAt,
    scope: call.scope,
    token: null,
    payload: argument(call, 0),
    key: argument(call, 1),
    options,
    algorithms: named === null || names === null ? null : { names, isDefault, at: named.at },
  };
}

/** `jwt.verify(token, key, [options], [callback])`. */
function verifyCall(context: ExpressContext, call: WrittenCall, by: TokenCall['by']): TokenCall | null {
  if (hasSpread(call)) return null;
  const options = optionsArgument(call);
  return {
    kind: 'check',
    by,
    at: call.at,
    argsAt: call.argsAt,
    scope: call.scope,
    payload: null,
    token: call.args[0] ?? null,
    key: argument(call, 1),
    options,
    algorithms: acceptedBy(context, options),
  };
}

/** What the steps of `new SignJWT(payload).setIssuer('a').sign(key)` of jose are called as options of jsonwebtoken. */
const JOSE_STEPS: Readonly<Record<string, string>> = {
  setAudience: 'audience',
  setIssuer: 'issuer',
  setSubject: 'subject',
};

/** Whether all that is set is set in one expression: what a statement of its own sets is not looked for. */
function isOneChain(callee: Expression): boolean {
  let rest = callee;
  while (rest.kind === 'member' || rest.kind === 'call')
    rest = rest.kind === 'member' ? rest.object : rest.callee;
  return rest.kind === 'new';
}

function joseSign(call: WrittenCall): TokenCall | null {
  const { callee, at, argsAt, scope } = call;
  if (callee.kind !== 'member' || stringOf(callee.name) !== 'sign') return null;
  const entries = new Map<string, Value>();
  let header: Value | undefined;
  let made = callee.of;
  while (made.kind === 'call' && made.callee.kind === 'member') {
    const [first = UNDEFINED] = made.args;
    const step = stringOf(made.callee.name) ?? '';
    if (step === 'setProtectedHeader') header = first;
    if (Object.hasOwn(JOSE_STEPS, step)) entries.set(JOSE_STEPS[step] ?? step, first);
    made = made.callee.of;
  }
  if (made.kind !== 'call' || !made.isNew || libraryName(made.callee) !== 'jose.SignJWT') return null;
  const names = textsIn(entryOf(header, 'alg') ?? UNDEFINED);
  return {
    kind: 'sign',
    by: 'jose',
    at,
    argsAt,
    scope,
    token: null,
    payload: {
      value: made.args[0] ?? UNDEFINED,
      at: made.argPlaces[0] ?? made.argsAt,
      node: null,
      isShorthand: false,
    },
    key: argument(call, 0),
    options: {
      value: { kind: 'object', entries, isOpen: !isOneChain(call.node.callee), at: null },
      at,
      node: null,
      isShorthand: false,
    },
    algorithms: names === null ? null : { names, isDefault: false, at },
  };
}

/** A check that is made with an object of options, the key among them. */
function optionsCall(
  context: ExpressContext,
  call: WrittenCall,
  by: TokenCall['by'],
  keys: readonly string[],
): TokenCall {
  const options = argument(call, 0);
  const given = keys.map((name) => optionIn(context, options.value, options.at, name));
  const key = given.find((one) => one === null || one.value.kind !== 'undefined');
  return {
    kind: 'check',
    by,
    at: call.at,
    argsAt: call.argsAt,
    scope: call.scope,
    payload: null,
    token: null,
    key: key ?? null,
    options,
    algorithms: acceptedBy(context, options),
  };
}

function acceptedBy(context: ExpressContext, options: Given): TokenCall['algorithms'] {
  const named = optionIn(context, options.value, options.at, 'algorithms');
  if (named === null) return null;
  if (named.value.kind === 'undefined') return { names: [], isDefault: true, at: named.at };
  const names = textsIn(named.value);
  return names === null ? null : { names, isDefault: false, at: named.at };
}

/** A key in words that are the same wherever the same key stands; `null` where nobody can say which key it is. */
export function keyText(value: Value): string | null {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'env': {
      const fallback = value.fallback === null ? null : keyText(value.fallback);
      if (value.fallback !== null && value.fallback.kind !== 'undefined' && fallback === null) return null;
      return fallback === null ? `process.env.${value.name}` : `process.env.${value.name} || ${fallback}`;
    }
    case 'call':
      return bytesText(value);
    default:
      return null;
  }
}

/** `Buffer.from(text, 'base64')`, `fs.readFileSync(path)`. */
function bytesText(value: Extract<Value, { kind: 'call' }>): string | null {
  const plain = textOfBytes(value);
  if (plain !== value) return keyText(plain);
  const { callee, args } = value;
  const name =
    callee.kind === 'global' ? callee.path.join('.') : callee.kind === 'package' ? libraryName(callee) : null;
  const texts = args.map(keyText);
  if (name === null || texts.length === 0 || texts.includes(null)) return null;
  return ['Buffer.from', 'buffer.Buffer.from', 'fs.readFileSync'].includes(name)
    ? `${name.replace(/^buffer\./, '')}(${texts.join(', ')})`
    : null;
}
