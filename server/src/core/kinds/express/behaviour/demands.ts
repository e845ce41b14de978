// What a handler demands of a request, found by asking it: without credentials, and with some of each kind.

import { DEFAULT_CLIENT, type HeaderLine, type Request } from '../../../model/request';
import type { Requirement, Scheme } from '../../../model/requirement';
import type { Place } from '../../../text/span';
import { walkAll } from '../dispatch/ways';
import { DEFAULT_SETTINGS } from '../stack';
import type { Ending } from './behaviour';
import { constant, type Datum, fieldOf, thing } from './datum';
import { Exchange } from './exchange';
import { native } from './run/native';

type Act = (exchange: Exchange) => Ending;

/** One way in which a handler ends with a request, and what it has made of the exchange. */
export type Probe = { readonly ending: Ending; readonly exchange: Exchange };

/** What a handler does with a request that brings nothing, on every way. */
export function bareProbes(act: Act): readonly Probe[] {
  const plain = probe(act, []);
  // A guard that reads a session where there is none throws, so it is asked again behind what it needs.
  const isLost = plain.every((one) => one.ending.kind === 'error' && !refuses(one));
  return isLost ? probe(act, [], furnish) : plain;
}

/** The requirement of a handler that is known by what it does. */
export function demandsOf(act: Act, at: Place): Requirement {
  const bare = bareProbes(act);
  const refusing = bare.filter(refuses);
  if (refusing.length === 0) {
    const lost = bare.find(({ ending }) => ending.kind === 'unknown');
    return lost?.ending.kind === 'unknown'
      ? { kind: 'unknown', reason: lost.ending.reason, at: lost.ending.at }
      : { kind: 'open' };
  }
  const schemes = schemesOf(act, refusing);
  const checks = schemes.map(
    (scheme): Requirement => ({ kind: 'check', scheme, detail: null, scopes: [], at }),
  );
  const [only] = checks;
  return checks.length === 1 && only !== undefined ? only : { kind: 'any', of: checks };
}

/** Whether a handler turned a request away for want of credentials: by 401, 403, a redirect, or an error that says so. */
export function refuses({ ending, exchange }: Probe): boolean {
  if (ending.kind === 'respond') {
    const { status } = exchange;
    return (
      status === 401 || status === 403 || (status !== null && status >= 300 && status < 400 && status !== 304)
    );
  }
  return ending.kind === 'error' && errorRefusal(ending.thrown) !== null;
}

/** The 401 or 403 that an error carries. */
export function errorRefusal(thrown: Datum): 401 | 403 | null {
  for (const name of ['status', 'statusCode']) {
    const status = fieldOf(thrown, name);
    if (status?.kind === 'constant' && (status.value === 401 || status.value === 403)) return status.value;
  }
  return null;
}

/** What sessions, passport and cookie parsers put on the request of a client that brings nothing. */
function furnish({ slots }: Exchange): void {
  slots.set('session', thing([['cookie', thing()]], 'Session'));
  slots.set('cookies', thing([], 'Cookies'));
  slots.set('signedCookies', thing([], 'Cookies'));
  slots.set(
    'isAuthenticated',
    native('isAuthenticated', () => constant(false)),
  );
  slots.set(
    'isUnauthenticated',
    native('isUnauthenticated', () => constant(true)),
  );
}

function probe(
  act: Act,
  headers: readonly HeaderLine[],
  prepare: (exchange: Exchange) => void = () => {},
): readonly Probe[] {
  const request: Request = {
    method: 'GET',
    scheme: 'http',
    host: 'app.example',
    port: null,
    target: '/',
    headers,
    from: DEFAULT_CLIENT,
    credentials: 'valid',
    bodyLength: 0,
  };
  const { ways } = walkAll({ kind: 'express', entry: '' }, (guide) => {
    const exchange = new Exchange(request, 5, DEFAULT_SETTINGS, guide);
    prepare(exchange);
    return { ending: act(exchange), exchange };
  });
  return ways.map(({ result }) => result);
}

function schemesOf(act: Act, refusing: readonly Probe[]): readonly Scheme[] {
  const challenged = [
    ...new Set(refusing.flatMap(({ exchange }) => exchange.answerHeader('WWW-Authenticate'))),
  ]
    .map((challenge) => /^(basic|bearer|digest|negotiate)\b/i.exec(challenge)?.[1]?.toLowerCase())
    .flatMap((name): Scheme[] =>
      name === 'basic' || name === 'bearer' || name === 'digest' || name === 'negotiate'
        ? [{ kind: name }]
        : [],
    );
  if (challenged.length > 0) return challenged;
  const reads = new Set(refusing.flatMap(({ exchange }) => [...exchange.reads]));
  const found: Scheme[] = [];
  if (reads.has('header authorization')) found.push(authorizationScheme(act));
  for (const read of reads) {
    const [carrier, name = ''] = read.split(' ');
    if (carrier === 'header' && name !== 'authorization' && !/^(?:accept|origin|host|referer)/.test(name)) {
      found.push({ kind: 'apiKey', in: 'header', name });
    }
    if (carrier === 'cookie') found.push({ kind: 'apiKey', in: 'cookie', name });
    if (carrier === 'query' && name !== '') found.push({ kind: 'apiKey', in: 'query', name });
  }
  if (found.length > 0) return found;
  return ['session', 'isAuthenticated', 'isUnauthenticated'].some((name) => reads.has(`slot ${name}`))
    ? [{ kind: 'session', cookie: 'connect.sid' }]
    : [{ kind: 'custom', what: 'what an earlier guard finds' }];
}

function authorizationScheme(act: Act): Scheme {
  const passes = (value: string) => probe(act, [['Authorization', value]]).some((one) => !refuses(one));
  if (passes('Bearer authlint')) return { kind: 'bearer' };
  if (passes('Basic YXV0aGxpbnQ6YXV0aGxpbnQ=')) return { kind: 'basic' };
  return { kind: 'custom', what: 'Authorization' };
}
