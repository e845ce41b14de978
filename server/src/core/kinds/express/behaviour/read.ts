// What stands in the place of a handler, read: a function of the program, a package's, a guard of the settings.
import { OPEN, type Scheme } from '../../../model/requirement';
import type { Place } from '../../../text/span';
import { inTable } from '../../../text/table';
import { conditionText } from '../program/conditions';
import type { CallValue, Value } from '../values';
import {
  type Behaviour,
  type Ending,
  NEXT,
  type ReadBehaviour,
  type Surroundings,
  unknownBehaviour,
} from './behaviour';
import { UNDEFINED } from './datum';
import type { Exchange } from './exchange';
import { wrapAsync } from './libraries/index';
import { brute, multer } from './packages/bystanders';
import { csrf } from './packages/csrf';
import { makesErrorHandler } from './packages/errors';
import { unlessBehaviour } from './packages/express-jwt';
import { isChain } from './packages/express-validator';
import { readPackaged, readReady } from './packages/index';
import { keycloakProtect } from './packages/keycloak';
import { argsOf, bystander, type PackageCall } from './packages/package';
import { jwtPermissions, oauthServer } from './packages/token-services';
import { callDatum } from './run/calls';
import { datumOf, outsideKey } from './run/outside';
import { demandsOnce, runHandler, writtenBehaviour } from './written';

/** Reads what stands in the place of a handler. What cannot be followed is unknown, with its place. */
export const readBehaviour: ReadBehaviour = (value, name, around, at) => {
  const scheme = schemeOfNamed(value, name, around);
  if (scheme !== null) return namedGuard(name ?? nameOf(value) ?? '', scheme, at);
  switch (value.kind) {
    case 'function':
      return writtenBehaviour(value, around);
    case 'call':
      return (
        readCall(value, around, at) ??
        unknownBehaviour(`what ${describeCallee(value.callee)} makes is not known`, at)
      );
    case 'package':
      return readUncalled(value, around, at);
    case 'member':
      return readMember(value, around) ?? unknownBehaviour('what stands here is not followed', at);
    case 'either':
      return eitherBehaviour(value, name, around, at);
    case 'unknown':
      return unknownBehaviour(value.reason, value.at);
    default:
      return unknownBehaviour('what stands here is not followed', at);
  }
};

/** The scheme of a function that the settings call a guard, by its name as it is written, with or without what it is of. */
function schemeOfNamed(value: Value, name: string | null, { guards }: Surroundings): Scheme | null {
  if (guards.size === 0) return null;
  const written = name?.replaceAll('()', '') ?? '';
  const last = written.slice(written.lastIndexOf('.') + 1);
  const named = [name ?? '', written, last, nameOf(value) ?? ''].find((one) => guards.has(one));
  return named === undefined ? null : (guards.get(named) ?? null);
}

type MemberValue = Extract<Value, { kind: 'member' }>;

/** What packages make that has a handler among its members. */
const MEMBERS: Readonly<Record<string, readonly [string, (call: PackageCall) => Behaviour | null]>> = {
  'csrf-csrf': ['doubleCsrfProtection', csrf],
  'express-brute': ['prevent', brute],
};

/** The handler that a member of such a thing is; `null` for all others. */
function readMember({ of, name, at }: MemberValue, around: Surroundings): Behaviour | null {
  if (of.kind !== 'call' || of.callee.kind !== 'package' || name.kind !== 'string') return null;
  const { name: from, version, path } = of.callee;
  const [member, read] = inTable(MEMBERS, from) ?? [];
  if (member !== name.value || read === undefined) return null;
  return read({ package: from, path, version, args: argsOf(of.args), at, around });
}

/** How many parameters a handler declares, as Express counts them to tell error handlers; `null` where nothing tells. */
export function arityOf(value: Value): number | null {
  if (value.kind === 'function') {
    const { params } = value.node;
    const first = params.findIndex(({ target, isRest }) => isRest || target.kind === 'default');
    return Math.max(0, (first < 0 ? params.length : first) - value.bound.length);
  }
  if (value.kind === 'either') return arityOfAll(value.of.map(arityOf));
  if (value.kind === 'call') return makesErrorHandler(value.callee) ? 4 : 3;
  if (value.kind === 'package') return 3;
  const isMember = value.kind === 'member' && value.name.kind === 'string' && value.of.kind === 'call';
  const from =
    isMember && value.of.callee.kind === 'package' ? inTable(MEMBERS, value.of.callee.name) : undefined;
  return isMember && from?.[0] === value.name.value ? 3 : null;
}

/** The greatest of several, where they are all for errors, or none is. */
function arityOfAll(arities: readonly (number | null)[]): number | null {
  const known = arities.flatMap((one) => one ?? []);
  if (known.length < arities.length || known.length === 0) return null;
  return known.every((one) => one === 4) || known.every((one) => one < 4) ? Math.max(...known) : null;
}

function nameOf(value: Value): string | null {
  if (value.kind === 'function') return value.node.name;
  if (value.kind === 'package') return value.path.at(-1) ?? value.name;
  if (value.kind === 'member') return value.name.kind === 'string' ? value.name.value : null;
  return value.kind === 'call' ? nameOf(value.callee) : null;
}

function describeCallee(callee: Value): string {
  if (callee.kind === 'package') return [callee.name, ...callee.path].join('.');
  return callee.kind === 'member' && callee.name.kind === 'string' ? callee.name.value : 'a call';
}

/** A guard that the settings name: good credentials pass; how others are answered is not said. */
function namedGuard(name: string, scheme: Scheme, at: Place): Behaviour {
  const act = (exchange: Exchange): Ending => {
    const carries = carriesScheme(exchange, scheme);
    if (carries && exchange.hasValidCredentials) return NEXT;
    return { kind: 'unknown', reason: `how ${name} answers to who is not let in is not known`, at };
  };
  const demands = { kind: 'check', scheme, detail: null, scopes: [], at } as const;
  return { source: { kind: 'named', name }, at, demands: () => demands, act };
}

function carriesScheme(exchange: Exchange, scheme: Scheme): boolean {
  switch (scheme.kind) {
    case 'basic':
    case 'bearer':
    case 'digest':
    case 'negotiate':
      return (exchange.header('authorization') ?? '').toLowerCase().startsWith(`${scheme.kind} `);
    case 'apiKey':
      if (scheme.in === 'header') return exchange.header(scheme.name) !== null;
      if (scheme.in === 'cookie') return (exchange.header('cookie') ?? '').includes(`${scheme.name}=`);
      return (exchange.query ?? '').split('&').some((pair) => pair.startsWith(`${scheme.name}=`));
    case 'session':
      return (exchange.header('cookie') ?? '').includes(`${scheme.cookie}=`);
    case 'mutualTls':
    case 'custom':
      return false;
  }
}

function readCall(value: CallValue, around: Surroundings, at: Place): Behaviour | null {
  const { callee } = value;
  const call: PackageCall = {
    package: '',
    path: [],
    version: null,
    args: argsOf(value.args),
    at: value.at,
    around,
  };
  if (isChain(callee)) return bystander({ ...call, package: 'express-validator' });
  if (callee.kind === 'package') {
    if (callee.name === 'express-async-handler') return wrappedBehaviour(value, around);
    return readPackaged({ ...call, package: callee.name, path: callee.path, version: callee.version });
  }
  if (callee.kind !== 'member' || callee.name.kind !== 'string') return null;
  const { of } = callee;
  const name = callee.name.value;
  if (name === 'unless') {
    const inner = readBehaviour(of, null, around, at);
    return inner.source.kind === 'unknown' ? inner : unlessBehaviour(inner, call.args[0], call);
  }
  if (of.kind !== 'call' || of.callee.kind !== 'package') return null;
  return readMemberCall({ ...call, package: of.callee.name, path: [name] }, of);
}

/** `asyncHandler(fn)`: the function, and what it rejects goes to `next`, on Express 4 too. */
function wrappedBehaviour({ args, at }: CallValue, around: Surroundings): Behaviour | null {
  const [inner] = args;
  if (inner === undefined) return null;
  const act = (exchange: Exchange): Ending => {
    exchange.programCalls = around.calls;
    return runHandler(
      exchange,
      around.evaluator,
      (machine, given) => callDatum(machine, wrapAsync(machine, [datumOf(inner)], at), given, UNDEFINED, at),
      at,
    );
  };
  const source = readBehaviour(inner, null, around, at).source;
  return { source, at, demands: demandsOnce(act, at), act };
}

/** A method of what a package made: `keycloak.protect()`, `multer().single('file')`. */
function readMemberCall(call: PackageCall, of: CallValue): Behaviour | null {
  const [name] = call.path;
  if (call.package === 'keycloak-connect') {
    if (name === 'middleware') return bystander(call, 'session');
    if (name === 'protect') return keycloakProtect(call, isBearerOnly(of));
  }
  if (call.package === 'multer') return multer(call);
  if (call.package === 'express-brute') return name === 'getMiddleware' ? brute(call) : null;
  if (call.package.endsWith('express-oauth-server')) return oauthServer(call);
  if (call.package === 'express-jwt-permissions') return jwtPermissions(call);
  if (call.package === 'passport') return readPackaged(call);
  return null;
}

function isBearerOnly(of: CallValue): boolean | null {
  const config = of.args[1];
  if (config?.kind !== 'object') return null;
  const flag = config.entries.get('bearer-only') ?? config.entries.get('bearerOnly');
  if (flag !== undefined) return flag.kind === 'boolean' ? flag.value : null;
  return config.isOpen ? null : false;
}

/** A package's function that is not called: `app.use(cors)` waits for ever, as nothing calls `next()`. */
function readUncalled(
  value: Extract<Value, { kind: 'package' }>,
  around: Surroundings,
  at: Place,
): Behaviour {
  const call: PackageCall = {
    package: value.name,
    path: value.path,
    version: value.version,
    args: [],
    at,
    around,
  };
  const ready = readReady(call);
  if (ready !== null) return ready;
  const isFactory = readPackaged(call) !== null;
  if (!isFactory) return unknownBehaviour(`what ${describeCallee(value)} does is not known`, at);
  const reason = `${describeCallee(value)} makes a handler, and is not called here`;
  return {
    source: { kind: 'packaged', package: value.name, role: 'bystander', args: [] },
    at,
    demands: () => ({ kind: 'closed', why: reason, at }),
    act: () => ({ kind: 'hang', reason, at }),
  };
}

const ALWAYS_ASKED = { text: null, isNegated: false };

/** One of several handlers, as a condition of the program chooses. */
function eitherBehaviour(
  value: Extract<Value, { kind: 'either' }>,
  name: string | null,
  around: Surroundings,
  at: Place,
): Behaviour {
  const options = value.of.map((option) => readBehaviour(option, name, around, at));
  const [first] = options;
  if (first === undefined) return unknownBehaviour('what stands here is not known', at);
  const key = value.when === null ? outsideKey(value) : outsideKey(value.when);
  const { text, isNegated } = value.when === null ? ALWAYS_ASKED : conditionText(value.when);
  const act = (exchange: Exchange): Ending => {
    if (text !== null && options.length === 2) {
      const isFirst = exchange.suppose({ key: text, reason: `it depends on ${text}`, at }) !== isNegated;
      return (options[isFirst ? 0 : 1] ?? first).act(exchange);
    }
    for (const [i, option] of options.slice(0, -1).entries()) {
      const reason = 'which handler a condition of the program chooses is not known';
      if (exchange.suppose({ key: `${key} ${i}`, reason, at })) return option.act(exchange);
    }
    return (options.at(-1) ?? first).act(exchange);
  };
  return {
    source: first.source,
    at,
    demands: (request) => {
      const of = options.map((one) => one.demands(request));
      return of.every(({ kind }) => kind === 'open') ? OPEN : { kind: 'any', of };
    },
    act,
  };
}
