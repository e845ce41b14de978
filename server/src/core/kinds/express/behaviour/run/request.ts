// `req` as a handler sees it: what the client sent, and what earlier handlers put there.

import type { Place } from '../../../../text/span';
import { inTable } from '../../../../text/table';
import {
  type Constant,
  carried,
  constant,
  type Datum,
  list,
  openThing,
  type Thing,
  textOf,
  thing,
  UNDEFINED,
  unknown,
} from '../datum';
import type { Exchange } from '../exchange';
import { hasBody } from '../exchange-state';
import { runningApp } from './apps';
import { callDatum } from './calls';
import { GivenUp, type Machine, runningFor, Thrown } from './machine';
import { native } from './native';
import { chosenName } from './outside';
import { addressesOf, hostOf, protocolOf, subdomainsOf } from './proxies';
import { newResponse } from './response';
import { makeError } from './things';

/** The object that stands for `req`; its members are read from the exchange. */
export const REQUEST: Thing = thing([], 'Request');

/** A member of `req`. */
export function requestMember(machine: Machine, name: string, at: Place): Datum {
  const { exchange } = machine;
  const slot = exchange.slots.get(name);
  if (slot !== undefined) {
    exchange.reads.add(`slot ${name}`);
    return slot;
  }
  switch (name) {
    case 'method':
      return constant(exchange.method);
    case 'url':
      return constant(exchange.url);
    case 'originalUrl':
      return constant(exchange.originalUrl);
    case 'baseUrl':
      return constant(exchange.baseUrl);
    case 'path':
      return constant(exchange.path);
    case 'params':
      return exchange.paramsRest === null
        ? thing(exchange.params, exchange.version === 5 ? BARE : null)
        : openThing(exchange.params, exchange.paramsRest);
    case 'query':
      return queryOf(exchange);
    case 'headers':
      return headersOf(exchange, at);
    case 'get':
    case 'header':
      return native(name, ([header = UNDEFINED]) => getHeader(exchange, chosenName(machine, header), at));
    case 'protocol':
    case 'secure':
      return protocolOf(exchange, name, at);
    case 'ip':
    case 'ips':
      return addressesOf(exchange, name, at);
    case 'hostname':
    case 'host':
      return hostOf(exchange, name, at);
    case 'subdomains':
      return subdomainsOf(exchange, at);
    case 'app':
      return runningApp(machine, at);
    case 'res':
      return newResponse();
    case 'xhr':
      return constant(exchange.header('x-requested-with')?.toLowerCase() === 'xmlhttprequest');
    default:
      return otherMember(machine, name, at);
  }
}

function otherMember(machine: Machine, name: string, at: Place): Datum {
  const { exchange } = machine;
  switch (name) {
    case 'accepts':
      return native(name, (args) => accepts(exchange, args, at));
    case 'is':
      return native(name, () => unknown('the type of the body is not known', at));
    case 'socket':
    case 'connection':
      return thing([
        ['remoteAddress', constant(exchange.client.from)],
        ['encrypted', constant(exchange.client.scheme === 'https')],
      ]);
    case 'on':
    case 'once':
      return native(name, ([event, listener], _self, callAt) => {
        listen(runningFor(machine), textOf(event), listener, callAt);
        return REQUEST;
      });
    case 'pipe':
      return native(name, () => UNDEFINED);
    default:
      if (OTHERS.has(name)) return unknown(`req.${name} is not known`, at);
      exchange.reads.add(`slot ${name}`);
      return UNDEFINED;
  }
}

/**
 * What `req` has beside: members of Express 4 and 5 (`lib/request.js`) and of Node's `http.IncomingMessage`, a readable
 * stream.
 */
const OTHERS: ReadonlySet<string> = new Set(
  (
    'route next rawHeaders rawTrailers trailers trailersDistinct headersDistinct fresh stale range param ' +
    'acceptsCharset acceptsCharsets acceptsEncoding acceptsEncodings acceptsLanguage acceptsLanguages ' +
    'httpVersion httpVersionMajor httpVersionMinor complete aborted destroyed readable readableEnded readableFlowing ' +
    'readableLength statusCode statusMessage setTimeout setEncoding destroy read resume pause isPaused unpipe unshift ' +
    'addListener removeListener removeAllListeners off emit listeners listenerCount eventNames prependListener ' +
    'prependOnceListener setMaxListeners getMaxListeners constructor toString hasOwnProperty'
  ).split(' '),
);

/** Who listens to a request whose body nobody has read gets that, and then its end. */
function listen(machine: Machine, event: string | null, listener: Datum | undefined, at: Place): void {
  const { exchange } = machine;
  const isHeard = event === 'end' || (event === 'data' && hasBody(exchange));
  if (!isHeard || listener === undefined || exchange.notes.has('body read')) return;
  const sent = event === 'end' ? [] : [unknown('what the body says is not known', at, SENT)];
  machine.later(() => callDatum(machine, listener, sent, UNDEFINED, at), event === 'end' ? 2 : 1);
}

const SENT = { key: 'body', judged: true, truthy: true };

/** Puts something on `req`; what Express itself rests on changes the way of the request. */
export function setRequestMember(
  { exchange, signalled }: Machine,
  name: string,
  value: Datum,
  at: Place,
): void {
  if (signalled !== null) return;
  if (name === 'query' && exchange.version === 5) {
    // It has a getter alone (`lib/request.js` of Express 5): modules throw at that, and sloppy scripts pass it over.
    if (/\.(?:mjs|[cm]?tsx?)$/.test(at.file))
      throw new Thrown(makeError('TypeError', constant('Cannot set property query')), at);
    throw new GivenUp('whether a script is strict, which cannot set req.query, is not known', at);
  }
  if ((name === 'url' || name === 'method') && value.kind === 'constant' && typeof value.value === 'string') {
    if (name === 'url') exchange.url = value.value;
    else exchange.method = value.value;
  } else exchange.slots.set(name, value);
}

/** Headers that say nothing of who the client is. */
const ANONYMOUS =
  /^(?:accept|accept-.*|access-control-.*|cache-control|connection|content-.*|host|if-.*|origin|referer|user-agent|x-forwarded-.*|x-request-id|x-requested-with|forwarded|sec-.*|date|te|upgrade.*|pragma|via|range)$/;

/** Whether a header says nothing of who the client is. */
export function isAnonymousHeader(name: string): boolean {
  return ANONYMOUS.test(name);
}

function sentHeader(name: string, value: string): Constant {
  return isAnonymousHeader(name) ? constant(value) : carried(value);
}

/** HTTP/1.1 has this header in every request (RFC 9112, section 3.2), whether or not it is known which. */
function someHost(at: Place): Datum {
  return unknown('which host is asked is not known', at, { key: 'host', truthy: true });
}

function headersOf(exchange: Exchange, at: Place): Datum {
  const names = new Set(exchange.client.headers.map(([name]) => name.toLowerCase()));
  names.add('host');
  const fields = [...names].map((name): [string, Datum] => {
    const value = exchange.header(name);
    return [name, value === null ? someHost(at) : sentHeader(name, value)];
  });
  exchange.reads.add('headers');
  return thing(fields, 'Headers');
}

function getHeader(exchange: Exchange, name: Datum, at: Place): Datum {
  if (name.kind !== 'constant') return unknown('which header is read is not known', at);
  const lower = String(name.value).toLowerCase();
  exchange.reads.add(`header ${lower}`);
  const value = /^referr?er$/.test(lower) ? refererOf(exchange) : exchange.header(lower);
  if (value === null) return lower === 'host' ? someHost(at) : UNDEFINED;
  return sentHeader(lower, value);
}

/** Both spellings of the header count for `req.get`, and the right one first (`lib/request.js`). */
export function refererOf(exchange: Exchange): string | null {
  return exchange.header('referrer') || exchange.header('referer');
}

/** Names of parameters that carry credentials. */
const SECRET = /token|key|secret|auth|sig|pass|pwd|session|jwt|user|login|email|name|code|otp|pin/i;

/** What an object is `of` that has no prototype. */
export const BARE = 'null';

/** What Express 5 parses a query into has none either (`querystring.parse`). */
const BARE_QUERY = 'BareQuery';

/** Whether an object that is `of` this has no prototype. */
export function isBare(of: string | null): boolean {
  return of === BARE || of === BARE_QUERY;
}

/** Whether an object that is `of` this is what the query of a request was parsed into. */
export function isQuery(of: string | null): boolean {
  return of === 'Query' || of === BARE_QUERY;
}

/**
 * Changes a header for those behind, `undefined` takes it away. A value that nobody knows is passed over, unless it may
 * be a credential.
 */
export function setSentHeader({ exchange }: Machine, name: string, value: Datum, at: Place): void {
  if (value.kind === 'constant')
    exchange.setSentHeader(name, value.value === undefined ? null : String(value.value));
  else if (SECRET.test(name) || name === 'cookie')
    throw new GivenUp(`what the header ${name} is set to is not known`, at);
}

/**
 * `req.query`; nested names are left open. Express 5 parses what `req.url` has (`lib/request.js`), as `querystring` does
 * unless it is told otherwise, Express 4 what the client sent.
 */
export function queryOf(exchange: Exchange): Thing {
  // The outermost app of Express 4 parses for all, and how it does so is not at hand in another one.
  const isOuter = exchange.version === 5 || exchange.apps.length < 2;
  const queryParser = isOuter ? exchange.settings.queryParser : 'default';
  const hasNone = exchange.version === 5 && queryParser !== 'extended';
  const isNested = queryParser === 'extended' || (queryParser === 'default' && !hasNone);
  const made = thing([], hasNone ? BARE_QUERY : 'Query');
  exchange.reads.add('query');
  if (queryParser === 'unknown')
    return { ...made, rest: unknown('how the query is parsed is not known', null) };
  for (const pair of (queryParser === 'off' ? '' : (exchange.query ?? '')).split('&')) {
    if (pair === '') continue;
    const [rawName = '', ...rest] = pair.split('=');
    const name = decoded(rawName);
    if (isNested && name.includes('['))
      return { ...made, rest: unknown('a nested query parameter is not followed', null) };
    const text = decoded(rest.join('='));
    const value = SECRET.test(name) ? carried(text) : constant(text);
    const before = made.fields.get(name);
    made.fields.set(
      name,
      before === undefined ? value : list([...(before.kind === 'list' ? before.items : [before]), value]),
    );
  }
  return made;
}

/** Decodes a form's text; what cannot be decoded stays as it is (`qs` and `querystring` do the same). */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** `req.accepts`: which of some types the client takes; only what is plain is told. */
function accepts(exchange: Exchange, args: readonly Datum[], at: Place): Datum {
  return acceptedOf(
    exchange,
    args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg])),
    at,
  );
}

/** The first of some types that the client takes, `false` where it takes none. */
export function acceptedOf(exchange: Exchange, offers: readonly Datum[], at: Place): Datum {
  const [first, ...others] = offers;
  const header = exchange.header('accept');
  if (first?.kind !== 'constant') return unknown('what the client accepts is not known', at);
  if (header === null || header.trim() === '*/*') return first;
  return acceptsFrom(header, [first, ...others], at);
}

/** The offered type that stands first in the header, by equal quality. */
function acceptsFrom(header: string, offers: readonly Datum[], at: Place): Datum {
  const ranges = header.split(',').map((range) => range.trim().toLowerCase());
  if (ranges.some((range) => /;\s*q=/.test(range) && !/^\*\/\*/.test(range))) {
    return unknown('what the client accepts is not known', at);
  }
  for (const range of ranges) {
    const type = range.split(';')[0] ?? '';
    for (const offer of offers) {
      const text = offer.kind === 'constant' ? String(offer.value) : '';
      const full = text.includes('/') ? text : inTable(TYPES, text);
      if (full === undefined) return unknown('what the client accepts is not known', at);
      if (type === full || type === '*/*' || (type.endsWith('/*') && full.startsWith(type.slice(0, -1))))
        return offer;
    }
  }
  return constant(false);
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  json: 'application/json',
  text: 'text/plain',
  txt: 'text/plain',
  xml: 'application/xml',
  js: 'text/javascript',
};
