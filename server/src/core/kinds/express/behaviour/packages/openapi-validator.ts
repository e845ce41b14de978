// express-openapi-validator 4 and 5: requests must be what an OpenAPI document says (openapi.metadata.js, openapi.security.js).
import type { Request } from '../../../../model/request';
import { OPEN, type Requirement, type Scheme } from '../../../../model/requirement';
import { test } from '../../../../regex';
import { type Matcher, matcherOf } from '../../matching/match';
import { basesOf, expressPath } from '../../program/openapi-validator';
import { type ObjectValue, stringOf, type Value } from '../../values';
import { type Behaviour, type Ending, NEXT, unknownBehaviour } from '../behaviour';
import { constant, type Datum, fieldOf, isNothing, list, UNDEFINED, unknown } from '../datum';
import { withExamples } from '../examples';
import type { Exchange } from '../exchange';
import { pathOf } from '../exchange-state';
import { flagOf, optionOf } from '../options';
import { callDatum } from '../run/calls';
import { GivenUp, type Machine, Thrown } from '../run/machine';
import { datumOf } from '../run/outside';
import { settled } from '../run/promises';
import { compiled } from '../run/regexes';
import { isTrue } from '../run/truth';
import { runHandler } from '../written';
import { validator } from './errors';
import { fitsOperation } from './openapi-request';
import { failByStatus, lost, type PackageCall, packaged } from './package';
import { cookiesOf } from './sessions';

const UNREAD = 'what the OpenAPI document asks of this request is not known';

/** What a path of the document has; `null` where that is not known. */
type Item = { readonly matcher: Matcher; readonly methods: ReadonlyMap<string, Value> | null };

type Document = {
  readonly bases: readonly string[];
  readonly items: readonly Item[];
  readonly of: ObjectValue;
};

/** `middleware(options)`, which `program/openapi-validator` gives the document as well. */
export function openApiValidator(call: PackageCall): Behaviour | null {
  if (call.path[0] !== 'middleware') return null;
  const document = documentOf(call.args[1]);
  if (document === null)
    return unknownBehaviour('what express-openapi-validator asks for by its document is not known', call.at);
  const act = (exchange: Exchange) => check(call, document, exchange);
  const unread: Requirement = { kind: 'unknown', reason: UNREAD, at: call.at };
  return {
    ...packaged(call, 'guard', act),
    demands: (request) => (request === undefined ? unread : (demandsOf(call, document, request) ?? unread)),
  };
}

const documents = new WeakMap<ObjectValue, Document>();

function documentOf(given: Datum | undefined): Document | null {
  const of = given?.kind === 'outside' ? given.value : null;
  const paths = of?.kind === 'object' ? of.entries.get('paths') : undefined;
  if (of?.kind !== 'object' || paths?.kind !== 'object' || paths.isOpen) return null;
  const known = documents.get(of);
  if (known !== undefined) return known;
  const bases = basesOf(of);
  const options = { end: true, strict: false, sensitive: false };
  // What has no parameters is looked at first (openapi.spec.loader.js, sortRoutes).
  const inOrder = [...paths.entries].sort(([a], [b]) =>
    a.replaceAll('/{', '/~') > b.replaceAll('/{', '/~') ? 1 : -1,
  );
  const items = bases.flatMap((base) =>
    inOrder.map(([path, item]): Item => {
      const text = base + expressPath(path);
      const matcher = matcherOf([{ kind: 'string', text, at: null }], false, 5, options);
      const isKnown = item.kind === 'object' && !item.isOpen && !item.entries.has('$ref');
      return { matcher, methods: isKnown ? item.entries : null };
    }),
  );
  const made = { bases, items, of };
  documents.set(of, made);
  return made;
}

/** The path of the document that a request has, with its parameters; `undefined` where there is none. */
function itemFor({ items }: Document, path: string) {
  for (const { matcher, methods } of items) {
    const found = matcher.kind === 'matcher' ? matcher.match(path) : null;
    if (found?.kind === 'match') return { methods, params: found.params };
  }
  return undefined;
}

/** Whether schemes are asked about; `null` where that is not known. */
function securityIn({ args }: PackageCall): boolean | null {
  const option = optionOf(args[0], 'validateSecurity');
  if (option?.kind === 'constant') return option.value === undefined || Boolean(option.value);
  return option === null || (option.kind === 'outside' && option.value.kind !== 'object') ? null : true;
}

function check(call: PackageCall, document: Document, exchange: Exchange): Ending {
  const { at, args } = call;
  const option = (name: string, fallback: boolean) => flagOf(args[0], name, fallback);
  const { path, baseUrl } = exchange;
  const whole = path.startsWith(baseUrl) ? path : `${baseUrl}/${path}`;
  const isIgnored = isPassedOver(call, exchange, whole);
  const isLoose = option('ignoreUndocumented', false);
  const isSecured = securityIn(call);
  if (isIgnored === null || isLoose === null || isSecured === null) return lost(UNREAD, at);
  if (isIgnored) return NEXT;
  const asked = option('useRequestUrl', false) === true ? path : pathOf(exchange.originalUrl);
  const item = itemFor(document, asked);
  const isManaged = document.bases.some((base) => whole.startsWith(`${base}/`));
  if (item === undefined) return isManaged && !isLoose ? failByStatus('Not Found', 404, at) : NEXT;
  if (item.methods === null) return lost(UNREAD, at);
  const operation = item.methods.get(exchange.method.toLowerCase());
  if (operation === undefined) return isLoose ? NEXT : failByStatus('Method Not Allowed', 405, at);
  const known = unknown('what the OpenAPI document says of a request is not known', at, { truthy: true });
  exchange.slots.set('openapi', known);
  const alternatives = isSecured ? alternativesOf(document, operation) : [];
  if (alternatives === null) return lost(UNREAD, at);
  const ending = alternatives.length === 0 ? NEXT : secured(call, document, alternatives, exchange);
  const isChecked = optionOf(args[0], 'validateRequests');
  const isLeft = isChecked?.kind === 'constant' && isChecked.value === false;
  if (ending.kind !== 'next' || isLeft) return ending;
  const isFit =
    operation.kind === 'object'
      ? fitsOperation(args[0], item.methods, operation, item.params, exchange)
      : null;
  if (isFit === null) return validator(call, 'Bad Request', ['status']).act(exchange);
  return isFit ? NEXT : failByStatus('Bad Request', 400, at);
}

/** Whether `ignorePaths`, a pattern or a function, takes a path; `null` where that is not known. */
function isPassedOver(call: PackageCall, exchange: Exchange, path: string): boolean | null {
  const option = optionOf(call.args[0], 'ignorePaths');
  if (option !== null && isNothing(option)) return false;
  const pattern = option?.kind === 'regex' ? compiled(option) : null;
  if (pattern !== null) return test(pattern.regex, path);
  if (option === null || option.kind === 'regex') return null;
  let isTaken: boolean | null = null;
  const ask = (machine: Machine) => {
    isTaken = isTrue(machine, callDatum(machine, option, [constant(path)], UNDEFINED, call.at));
    return UNDEFINED;
  };
  runHandler(exchange, call.around.evaluator, ask, call.at);
  return isTaken;
}

/** The alternatives of schemes, each a list of their names; `null` where they are not known. */
type Alternatives = readonly (readonly string[])[];

function alternativesOf({ of }: Document, operation: Value): Alternatives | null {
  if (operation.kind !== 'object' || operation.isOpen) return null;
  const security = operation.entries.get('security') ?? of.entries.get('security');
  const schemes = schemesOf(of);
  if (security === undefined || schemes === null) return [];
  if (security.kind !== 'array' || security.isOpen || schemes.isOpen) return null;
  const all = security.elements.flatMap((one) =>
    one.kind === 'object' && !one.isOpen ? [[...one.entries.keys()]] : [],
  );
  return all.length < security.elements.length ? null : all;
}

/** The schemes of a document; `null` where it has none. */
function schemesOf({ entries }: ObjectValue): ObjectValue | null {
  const components = entries.get('components');
  const schemes = components?.kind === 'object' ? components.entries.get('securitySchemes') : undefined;
  return schemes?.kind === 'object' ? schemes : null;
}

/** One of the alternatives is enough; else what the first of them says is the answer. */
function secured(
  call: PackageCall,
  document: Document,
  alternatives: Alternatives,
  exchange: Exchange,
): Ending {
  return runHandler(
    exchange,
    call.around.evaluator,
    (machine, [request = UNDEFINED, , next = UNDEFINED]) => {
      let status: number | null = null;
      for (const names of alternatives) {
        const failed = names
          .map((name) => refusal(machine, call, document, name, request))
          .find((one) => one !== null);
        if (failed === undefined) return callDatum(machine, next, [], UNDEFINED, call.at);
        status ??= failed;
      }
      const ending = failByStatus('Unauthorized', status ?? 401, call.at);
      throw new Thrown(ending.kind === 'error' ? ending.thrown : UNDEFINED, call.at);
    },
    call.at,
  );
}

/** Statuses that errors keep; others become 500 (types.js, HttpError.create). */
const KEPT = new Set([400, 401, 403, 404, 405, 406, 413, 415]);

/** The status that a scheme answers who does not bring what it asks for; `null` where it lets the request on. */
function refusal(
  machine: Machine,
  call: PackageCall,
  { of }: Document,
  name: string,
  request: Datum,
): number | null {
  const scheme = schemesOf(of)?.entries.get(name);
  const handlers = optionOf(optionOf(call.args[0], 'validateSecurity') ?? undefined, 'handlers');
  const isFree = handlers !== null && isNothing(handlers);
  const handler = isFree ? UNDEFINED : optionOf(handlers ?? undefined, name);
  if (handlers === null || handler === null)
    throw new GivenUp('which handlers a scheme has is not known', call.at);
  if (scheme?.kind !== 'object' || (!isFree && isNothing(handler))) return 500;
  if (!isSent(machine.exchange, scheme)) return 401;
  if (isFree) return null;
  try {
    const given = [request, list([], true), datumOf(scheme)];
    const said = settled(machine, callDatum(machine, handler, given, UNDEFINED, call.at));
    const isGood =
      said.kind === 'constant' ? said.value === true : said.kind === 'unknown' && isTrue(machine, said);
    return isGood ? null : 401;
  } catch (problem) {
    if (!(problem instanceof Thrown)) throw problem;
    const { datum } = problem;
    const status = datum.kind === 'object' ? fieldOf(datum, 'status') : UNDEFINED;
    if (status?.kind !== 'constant') throw new GivenUp('what a scheme throws is not known', call.at);
    return isNothing(status) ? 401 : KEPT.has(Number(status.value)) ? Number(status.value) : 500;
  }
}

/** Whether a request has what a scheme is carried in (AuthValidator). */
function isSent(exchange: Exchange, scheme: ObjectValue): boolean {
  const carrier = schemeOf(scheme);
  const authorization = exchange.header('authorization')?.toLowerCase() ?? '';
  switch (carrier.kind) {
    case 'bearer':
    case 'basic':
      if (stringOf(scheme.entries.get('type')) !== 'http') return true;
      exchange.reads.add('header authorization');
      return authorization.includes(carrier.kind);
    case 'apiKey':
      exchange.reads.add(`${carrier.in} ${carrier.name.toLowerCase()}`);
      if (carrier.in === 'header') return (exchange.header(carrier.name) ?? '') !== '';
      if (carrier.in === 'query')
        return (exchange.query ?? '').split('&').some((one) => one.startsWith(`${carrier.name}=`));
      return exchange.slots.has('cookies') && cookiesOf(exchange).has(carrier.name);
    default:
      return true;
  }
}

function schemeOf({ entries }: ObjectValue): Scheme {
  const text = (key: string) => stringOf(entries.get(key)) ?? '';
  const place = text('in');
  const isKey = text('type') === 'apiKey' && (place === 'header' || place === 'query' || place === 'cookie');
  if (isKey) return { kind: 'apiKey', in: place, name: text('name') };
  const name = text('type') === 'http' ? text('scheme').toLowerCase() : 'bearer';
  return name === 'bearer' || name === 'basic' ? { kind: name } : { kind: 'custom', what: name };
}

/** What the operation of a request demands; `null` where that is not known. */
function demandsOf(call: PackageCall, document: Document, { method, target }: Request): Requirement | null {
  const operation = itemFor(document, pathOf(target))?.methods?.get(method.toLowerCase());
  const alternatives = operation === undefined ? [] : alternativesOf(document, operation);
  const isSecured = securityIn(call);
  if (alternatives === null || isSecured === null) return null;
  if (alternatives.length === 0 || !isSecured) return OPEN;
  const of = alternatives.map((names): Requirement => {
    const checks = names.flatMap((detail): Requirement[] => {
      const scheme = schemesOf(document.of)?.entries.get(detail);
      return scheme?.kind === 'object'
        ? [{ kind: 'check', scheme: schemeOf(scheme), detail, scopes: [], at: call.at }]
        : [];
    });
    return oneOrAll(checks, 'all');
  });
  return withExamples(oneOrAll(of, 'any'), (exchange) => secured(call, document, alternatives, exchange));
}

function oneOrAll(of: readonly Requirement[], kind: 'all' | 'any'): Requirement {
  const [only] = of;
  return only === undefined ? OPEN : of.length === 1 ? only : { kind, of };
}
