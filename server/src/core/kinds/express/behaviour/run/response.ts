// `res` as a handler uses it: what it sets, and how it answers.

import type { Place } from '../../../../text/span';
import { inTable } from '../../../../text/table';
import { constant, type Datum, fieldOf, isNothing, type Thing, thing, UNDEFINED, unknown } from '../datum';
import { runningApp } from './apps';
import { callDatum } from './calls';
import { GivenUp, type Machine, runningFor, Thrown } from './machine';
import { native, showing } from './native';
import { textFrom } from './operators';
import { chosen } from './outside';
import { acceptedOf, REQUEST, refererOf } from './request';
import { copyFields, makeError } from './things';

/** An object that stands for `res`. */
export function newResponse(): Thing {
  return thing([], 'Response');
}

/** A member of `res`. */
export function responseMember(machine: Machine, response: Thing, name: string, at: Place): Datum {
  const own = response.fields.get(name) ?? machine.exchange.slots.get(`${OWN}${name}`);
  if (own !== undefined) return own;
  const method = inTable(METHODS, name);
  if (method !== undefined) {
    const isShowing = SHOWING.has(name) && machine.exchange.slots.get(`${OWN}send`) === undefined;
    return (isShowing ? showing : native)(name, (args, _self, callAt) =>
      method(runningFor(machine), args, callAt, response),
    );
  }
  const { exchange } = machine;
  switch (name) {
    case 'locals':
      return { kind: 'object', fields: exchange.locals, rest: null, of: null };
    case 'app':
      return runningApp(machine, at);
    case 'statusCode':
      return exchange.status === null ? unknown('the status is not known', at) : constant(exchange.status);
    case 'headersSent':
    case 'writableEnded':
    case 'finished':
      return machine.isAhead
        ? unknown('which answer comes first is not known', at)
        : constant(machine.signalled?.kind === 'respond');
    default:
      return otherMember(response, name, at);
  }
}

/** Methods that programs put functions of their own in the place of, which call them in turn. */
const REPLACED: ReadonlySet<string> = new Set(['json', 'jsonp', 'send', 'sendStatus', 'render', 'redirect']);

/** Methods that give to the client what is in the lists and objects that they are given. */
const SHOWING: ReadonlySet<string> = new Set(['json', 'jsonp', 'send', 'render']);

/** Under which names what handlers put on `res` is kept beside what they put on `req`. */
const OWN = 'res.';

function otherMember(response: Thing, name: string, at: Place): Datum {
  if (IGNORED.has(name)) return native(name, () => response);
  if (name === 'req') return REQUEST;
  return OTHERS.has(name) ? unknown(`res.${name} is not known`, at) : UNDEFINED;
}

/** What `res` has beside: members of Express 4 and 5 (`lib/response.js`) and of Node's `http.ServerResponse`. */
const OTHERS: ReadonlySet<string> = new Set(
  (
    'app socket connection statusMessage writableFinished writableLength writable sendDate shouldKeepAlive ' +
    'chunkedEncoding getHeaders getHeaderNames getRawHeaderNames setHeaders addTrailers writeProcessing writeEarlyHints ' +
    'destroy destroyed listeners listenerCount eventNames prependListener prependOnceListener setMaxListeners ' +
    'getMaxListeners constructor toString hasOwnProperty pipe closed errored'
  ).split(' '),
);

const IGNORED = new Set([
  'on',
  'once',
  'vary',
  'links',
  'attachment',
  'flushHeaders',
  'cookie',
  'clearCookie',
  'setTimeout',
  'removeListener',
  'off',
  'addListener',
  'removeAllListeners',
  'flush',
  'writeContinue',
  'cork',
  'uncork',
  'emit',
]);

/** Sets a member of `res`. */
export function setResponseMember(machine: Machine, name: string, value: Datum, at: Place): void {
  if (machine.signalled !== null) return;
  if (name === 'statusCode') setStatus(machine, value, at);
  else if (inTable(METHODS, name) !== undefined && !REPLACED.has(name))
    throw new GivenUp(`res.${name} is replaced`, at);
  else machine.exchange.slots.set(`${OWN}${name}`, value);
}

type Method = (machine: Machine, args: readonly Datum[], at: Place, response: Thing) => Datum;

function answer(machine: Machine, at: Place, response: Thing): Datum {
  if (machine.signalled === null) end(machine, at);
  // Node refuses headers of another answer: ERR_HTTP_HEADERS_SENT.
  else machine.continueTo('answer', at);
  return response;
}

/** Ends what may have begun before: `end` after `write` is no other answer. */
function end(machine: Machine, at: Place): void {
  machine.signal({ kind: 'respond', at, continues: null }, at);
}

/** A method that ends the response with what is set. */
const ends: Method = (machine, _args, at, response) => answer(machine, at, response);

const METHODS: Readonly<Record<string, Method>> = {
  status: (machine, [code], at, response) => {
    if (machine.signalled === null) statusMethod(machine, code ?? UNDEFINED, at);
    return response;
  },
  sendStatus: (machine, [code], at, response) => {
    if (machine.signalled === null) statusMethod(machine, code ?? UNDEFINED, at);
    return answer(machine, at, response);
  },
  send: (machine, args, at, response) => sendBody(machine, args, at, response, true),
  json: (machine, args, at, response) => sendBody(machine, args, at, response, false),
  jsonp: (machine, args, at, response) => sendBody(machine, args, at, response, false),
  end: (machine, _args, at, response) => {
    end(machine, at);
    return response;
  },
  render: (machine, [view, ...rest], at, response) => {
    const name = chosen(machine, view ?? UNDEFINED);
    if (name.kind === 'constant' && name.carried && !rest.some(({ kind }) => kind === 'function')) {
      const key = `view ${name.value}`;
      const reason = `whether there is a view "${name.value}" is not known`;
      if (!machine.exchange.suppose({ key, reason, at })) {
        const thrown = makeError('Error', constant(`Failed to lookup view "${name.value}"`));
        machine.signal({ kind: 'error', thrown, at }, at);
        return response;
      }
    }
    giveType(machine, 'text/html');
    return answer(machine, at, response);
  },
  type: typeMethod,
  contentType: typeMethod,
  sendFile: (machine, [path, options], at, response) => {
    const text = textFrom(machine, path ?? UNDEFINED, at);
    const isAbsolute = text.kind !== 'constant' || /^(?:[/\\]|[a-z]:)/i.test(String(text.value));
    const root = fieldOf(options ?? UNDEFINED, 'root') ?? UNDEFINED;
    if (!isAbsolute && isNothing(root) && machine.signalled === null)
      throw new Thrown(makeError('TypeError', constant('path must be absolute')), at);
    return answer(machine, at, response);
  },
  sendfile: ends,
  download: ends,
  write: (machine, _args, at) => {
    end(machine, at);
    return constant(true);
  },
  writeHead: (machine, args, at, response) => {
    if (machine.signalled !== null) return response;
    setStatus(machine, args[0] ?? UNDEFINED, at);
    const headers = args.findLast((arg, i) => i > 0 && arg.kind !== 'constant');
    if (headers !== undefined) setAll(machine, headers, at);
    return response;
  },
  redirect: redirectMethod,
  set: setMethod,
  header: setMethod,
  setHeader: setMethod,
  append: (machine, [name, value], at, response) => {
    if (machine.signalled === null) setOne(machine, name, value, at, true);
    return response;
  },
  appendHeader: (machine, [name, value], at, response) => {
    if (machine.signalled === null) setOne(machine, name, value, at, true);
    return response;
  },
  removeHeader: (machine, [name]) => {
    if (machine.signalled === null && name?.kind === 'constant')
      machine.exchange.removeHeader(String(name.value));
    return UNDEFINED;
  },
  location: (machine, [url], at, response) => {
    if (machine.signalled === null && !setLocation(machine, url, at))
      throw new GivenUp('the value of Location is not known', at);
    return response;
  },
  get: getMethod,
  getHeader: getMethod,
  hasHeader: (machine, [name]) =>
    constant(name?.kind === 'constant' && machine.exchange.answerHeader(String(name.value)).length > 0),
  format: formatMethod,
};

/** `res.type`: a name such as `json`, or the type itself. */
function typeMethod(machine: Machine, [type]: readonly Datum[], _at: Place, response: Thing): Datum {
  const name = type === undefined ? UNDEFINED : chosen(machine, type);
  if (machine.signalled === null)
    machine.exchange.setHeader('Content-Type', [name.kind === 'constant' ? String(name.value) : '']);
  return response;
}

/** The type of an answer for which none is set. */
function giveType({ exchange, signalled }: Machine, type: string): void {
  if (signalled === null && exchange.answerHeader('Content-Type').length === 0)
    exchange.setHeader('Content-Type', [type]);
}

/** `res.send` takes a text for a page, and all but bytes and numbers for JSON (lib/response.js). */
function typeOfBody(machine: Machine, body: Datum | undefined): string | null {
  const value = body === undefined ? UNDEFINED : chosen(machine, body);
  if (value.kind === 'constant') return typeof value.value === 'string' ? 'text/html' : null;
  const isPlain = value.kind === 'list' || (value.kind === 'object' && value.of !== 'Buffer');
  return isPlain ? 'application/json' : null;
}

/** `res.format({ type: handler })`: the first type that the client takes, else `default`, else 406. */
function formatMethod(machine: Machine, [types]: readonly Datum[], at: Place, response: Thing): Datum {
  const { fields, rest } = copyFields(machine, types ?? UNDEFINED, thing());
  if (rest !== null) throw new GivenUp('what res.format chooses is not known', at);
  const offers = [...fields.keys()].filter((name) => name !== 'default');
  const taken = acceptedOf(machine.exchange, offers.map(constant), at);
  if (taken.kind !== 'constant') throw new GivenUp('what res.format chooses is not known', at);
  const chosenOne = taken.value === false ? fields.get('default') : fields.get(String(taken.value));
  if (chosenOne === undefined) {
    const more = ['status', 'statusCode'].map((name) => [name, constant(406)] as const);
    machine.signal({ kind: 'error', thrown: makeError('NotAcceptableError', constant(''), more), at }, at);
    return response;
  }
  callDatum(machine, chosenOne, [REQUEST, response], UNDEFINED, at);
  return response;
}

function getMethod(machine: Machine, [name]: readonly Datum[]): Datum {
  const values = name?.kind === 'constant' ? machine.exchange.answerHeader(String(name.value)) : [];
  return values[0] === undefined ? UNDEFINED : constant(values[0]);
}

/** `res.status`: Express 4 takes what it is given, Express 5 throws at what is no integer from 100 to 999. */
function statusMethod(machine: Machine, code: Datum, at: Place): void {
  const value = chosen(machine, code);
  const isWrong = value.kind === 'constant' && !Number.isInteger(value.value);
  if (machine.exchange.version === 5 && isWrong) {
    throw new Thrown(makeError('TypeError', constant('Invalid status code')), at);
  }
  setStatus(machine, value, at);
}

/** `res.statusCode`: Node takes a text for the number that it shows. */
function setStatus(machine: Machine, code: Datum, at: Place): void {
  const value = chosen(machine, code);
  const number = value.kind === 'constant' ? Math.trunc(Number(value.value)) : null;
  if (number !== null && !(number >= 100 && number <= 999)) {
    throw new Thrown(makeError('RangeError', constant('Invalid status code')), at);
  }
  machine.exchange.status = number;
}

/** `res.send` and `res.json`: Express 4 takes a status among the arguments, Express 5 only bodies. */
function sendBody(
  machine: Machine,
  args: readonly Datum[],
  at: Place,
  response: Thing,
  isSend: boolean,
): Datum {
  // `json` sends by `send` (`lib/response.js`).
  const send = isSend ? undefined : machine.exchange.slots.get(`${OWN}send`);
  if (send !== undefined) return callDatum(machine, send, args, response, at);
  if (machine.signalled === null && machine.exchange.version === 4) {
    const [first, second] = args.map((arg) => chosen(machine, arg));
    const status = [first, second].find(
      (arg, i) => isNumber(arg) && (args.length === 2 || (isSend && i === 0)),
    );
    if (status !== undefined) setStatus(machine, status, at);
  }
  const type = isSend ? typeOfBody(machine, args[0]) : 'application/json';
  if (type !== null) giveType(machine, type);
  return answer(machine, at, response);
}

function isNumber(datum: Datum | undefined): boolean {
  return datum?.kind === 'constant' && typeof datum.value === 'number';
}

/** `res.redirect([status,] url)`: 302 unless it is told otherwise; Express 4 takes the two the other way round, too. */
function redirectMethod(machine: Machine, args: readonly Datum[], at: Place, response: Thing): Datum {
  if (machine.signalled !== null) return answer(machine, at, response);
  const [first, second] = args.map((arg) => chosen(machine, arg));
  const isAsTold = machine.exchange.version === 5 || isNumber(first);
  const [status = UNDEFINED, url] =
    args.length !== 2 ? [constant(302), first] : isAsTold ? [first, second] : [second, first];
  // Wherever it leads, it is a redirect.
  setLocation(machine, url, at);
  statusMethod(machine, status, at);
  return answer(machine, at, response);
}

/** `res.location`; `false` where it is not known. Express 4 knows "back" (`lib/response.js`). */
function setLocation(machine: Machine, url: Datum | undefined, at: Place): boolean {
  const { exchange } = machine;
  const text = textFrom(machine, url ?? UNDEFINED, at);
  if (text.kind !== 'constant') return false;
  const isBack = exchange.version === 4 && text.value === 'back';
  exchange.setHeader('Location', [encodedUrl(isBack ? refererOf(exchange) || '/' : String(text.value))]);
  return true;
}

/** A URL as encodeurl 2 writes it: what may not stand in one is encoded, and all else is left as it is. */
function encodedUrl(url: string): string {
  return url
    .replace(/([\uD800-\uDBFF][\uDC00-\uDFFF])|[\uD800-\uDFFF]/g, (_, pair?: string) => pair ?? '\uFFFD')
    .replace(/[^!#-;=?-_a-z|~]+|%(?![\da-f]{2})/gi, encodeURI);
}

function setMethod(machine: Machine, args: readonly Datum[], at: Place, response: Thing): Datum {
  if (machine.signalled?.kind === 'respond') {
    throw new Thrown(
      makeError('Error', constant('Cannot set headers after they are sent to the client')),
      at,
    );
  }
  if (machine.signalled !== null) return response;
  if (args.length === 1 && args[0] !== undefined) setAll(machine, args[0], at);
  else setOne(machine, args[0], args[1], at, false);
  return response;
}

function setAll(machine: Machine, headers: Datum, at: Place): void {
  const all = copyFields(machine, chosen(machine, headers), thing());
  if (all.rest !== null) throw new GivenUp('which headers are set is not known', at);
  for (const [name, value] of all.fields) setOne(machine, constant(name), value, at, false);
}

/** The headers whose values matter to who is let in. */
const TELLING = /^(?:www-authenticate|location|access-control-.*|allow|proxy-authenticate)$/i;

function setOne(
  machine: Machine,
  name: Datum | undefined,
  value: Datum | undefined,
  at: Place,
  appends: boolean,
): void {
  const header = name === undefined ? UNDEFINED : chosen(machine, name);
  if (header.kind !== 'constant') throw new GivenUp('which header is set is not known', at);
  const key = String(header.value);
  const given = value === undefined ? UNDEFINED : chosen(machine, value);
  if (isNothing(given) && !appends) return;
  const texts = (given.kind === 'list' ? given.items : [given]).map((one) => textFrom(machine, one, at));
  const known = texts.flatMap((text) => (text.kind === 'constant' ? [String(text.value)] : []));
  if (known.length < texts.length && TELLING.test(key))
    throw new GivenUp(`the value of ${key} is not known`, at);
  if (appends) machine.exchange.appendHeader(key, known);
  else machine.exchange.setHeader(key, known);
}
