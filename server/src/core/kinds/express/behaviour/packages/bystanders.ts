// Packages that stand beside the way: parsers of bodies, logs, limits, headers, static files, proxies.
import { inTable } from '../../../../text/table';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { constant, type Datum, openThing, textOf, thing, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { hasBody } from '../exchange-state';
import { optionOf, severalOf } from '../options';
import { callDatum } from '../run/calls';
import { native } from '../run/native';
import { runHandler } from '../written';
import { filesOf, limitOf } from './equipment';
import { bystander, lost, type PackageCall, packaged } from './package';

/** `express.json()`, `bodyParser.urlencoded()` and so on: each fills `req.body` for its own type of content. */
export function bodyParser(call: PackageCall, usual: string): Behaviour {
  const types = typesOf(call, usual);
  return packaged(call, 'body', (exchange): Ending => {
    const before = exchange.slots.get('body');
    if (before !== undefined && before.kind !== 'constant' && exchange.notes.has('body read')) return NEXT;
    const content = exchange.header('content-type') ?? '';
    if (types === null && hasBody(exchange) && content !== '')
      return lost('which bodies are read is not known', call.at);
    if (!hasBody(exchange) || types?.some((type) => isOfType(content, type)) !== true) {
      // Express 4 puts an empty object there (body-parser 1), Express 5 nothing (body-parser 2).
      if (before === undefined) exchange.slots.set('body', exchange.version === 4 ? thing() : UNDEFINED);
      return NEXT;
    }
    if ((exchange.header('content-encoding') ?? 'identity') !== 'identity')
      return lost('whether a packed body can be read is not known', call.at);
    exchange.notes.set('body read', thing());
    exchange.slots.set('body', usual === RAW_TYPE || usual === TEXT_TYPE ? sentBytes(call) : sentBody(call));
    return verified(call, exchange);
  });
}

/** The types that a parser reads: its usual one, or those that `type` names; `null` where a function decides. */
function typesOf({ args }: PackageCall, usual: string): readonly string[] | null {
  const option = optionOf(args[0], 'type');
  if (option?.kind === 'constant' && option.value === undefined) return [usual];
  const names = severalOf(option)?.map(textOf) ?? [null];
  const known = names.flatMap((name) => (name === null ? [] : [fullType(name)]));
  return known.length < names.length ? null : known;
}

/** A type as type-is 2 takes it: `json`, `text/*`, `+json`. */
function fullType(name: string): string {
  if (name.startsWith('+')) return `*/*${name}`;
  return name.includes('/') ? name.toLowerCase() : (inTable(SHORT, name) ?? `*/${name}`);
}

function isOfType(content: string, wanted: string): boolean {
  const [type = '', subtype] = (content.split(';')[0] ?? '').trim().toLowerCase().split('/');
  const [wantedType = '', wantedSubtype = ''] = wanted.split('/');
  if (subtype === undefined || (wantedType !== '*' && wantedType !== type)) return false;
  if (wantedSubtype === '*' || wantedSubtype === subtype) return true;
  return wantedSubtype.startsWith('*+') && subtype.endsWith(wantedSubtype.slice(1));
}

const SHORT: Readonly<Record<string, string>> = {
  json: 'application/json',
  urlencoded: 'application/x-www-form-urlencoded',
  text: 'text/plain',
  txt: 'text/plain',
  bin: 'application/octet-stream',
  xml: 'application/xml',
  html: 'text/html',
};

/** `verify(req, res, bytes)` of a parser's options is called before it parses; what it throws is a 403 (body-parser 2). */
function verified(call: PackageCall, exchange: Exchange): Ending {
  const verify = optionOf(call.args[0], 'verify');
  if (verify === null || (verify.kind === 'constant' && !verify.value)) return NEXT;
  let isCalled = false;
  const ending = runHandler(
    exchange,
    call.around.evaluator,
    (machine, [request, response]) => {
      const bytes = sentBytes(call);
      callDatum(machine, verify, [request ?? UNDEFINED, response ?? UNDEFINED, bytes], UNDEFINED, call.at);
      isCalled = true;
      return UNDEFINED;
    },
    call.at,
  );
  if (isCalled && ending.kind === 'hang') return NEXT;
  if (ending.kind !== 'error') return ending.kind === 'hang' ? NEXT : ending;
  const { thrown } = ending;
  if (thrown.kind === 'object' && !thrown.fields.has('status')) {
    thrown.fields.set('status', constant(403));
    thrown.fields.set('statusCode', constant(403));
  }
  return ending;
}

/** The bytes or the text that a client sends. */
function sentBytes(call: PackageCall): Datum {
  return unknown('what the body says is not known', call.at, { key: 'body', judged: true, truthy: true });
}

function sentBody(call: PackageCall): Datum {
  const rest = unknown('what the body says is not known', call.at, { key: 'body', judged: true });
  return openThing([], rest);
}

export const JSON_TYPE = 'application/json';
export const TEXT_TYPE = 'text/plain';
export const RAW_TYPE = 'application/octet-stream';
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Functions that add headers, log or count, and let requests on. */
export function passer(call: PackageCall): Behaviour | null {
  return bystander(call);
}

/** A limit of requests lets the first ones on. */
export function limiter(call: PackageCall): Behaviour | null {
  const slot = inTable(LIMITS, call.package);
  return bystander(call, 'limit', (exchange) => {
    if (slot !== undefined) exchange.slots.set(slot, limitOf(call));
  });
}

/** What limiters of express-rate-limit 8 and express-slow-down 3 leave on the request. */
const LIMITS: Readonly<Record<string, string>> = {
  'express-rate-limit': 'rateLimit',
  'express-slow-down': 'slowDown',
};

/** `brute.prevent` and `brute.getMiddleware()` of express-brute 1, whose `reset` calls back (index.js). */
export function brute(call: PackageCall): Behaviour {
  const reset = native('reset', ([done], _self, at) =>
    done?.kind === 'function' ? done.call([UNDEFINED], UNDEFINED, at) : UNDEFINED,
  );
  return bystander(call, 'limit', (exchange) => {
    exchange.slots.set('brute', thing([['reset', reset]]));
  });
}

/** `multiparty()` of connect-multiparty 2: the fields of forms and their files, objects where there are none (index.js). */
export function multiparty(call: PackageCall): Behaviour | null {
  return bystander(call, 'body', (exchange) => {
    const isRead = exchange.method !== 'GET' && exchange.method !== 'HEAD';
    const isForm = isRead && isOfType(exchange.header('content-type') ?? '', 'multipart/form-data');
    for (const name of ['body', 'files']) {
      const before = exchange.slots.get(name);
      const isMade = before === undefined || before.kind === 'constant';
      if (isForm || isMade) exchange.slots.set(name, isForm ? sentBody(call) : thing());
    }
  });
}

/** `multer().single('file')`: fills the body of forms with files. */
export function multer(call: PackageCall): Behaviour | null {
  return bystander(call, 'body', (exchange: Exchange) => {
    if (hasBody(exchange)) exchange.slots.set('body', sentBody(call));
    for (const name of ['file', 'files']) exchange.slots.set(name, filesOf(exchange, call));
  });
}
