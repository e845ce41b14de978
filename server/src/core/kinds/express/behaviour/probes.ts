// What a handler does with requests that say little: asked alone, with nothing in front of it.
import { DEFAULT_CLIENT, type Request } from '../../../model/request';
import { walkAll } from '../dispatch/ways';
import { NOTHING_SENT, type Sent } from '../samples';
import { DEFAULT_SETTINGS } from '../stack';
import type { Ending } from './behaviour';
import { carried, constant, type Datum, fieldOf, thing } from './datum';
import { Exchange } from './exchange';
import { native } from './run/native';

export type Act = (exchange: Exchange) => Ending;

/** One way in which a handler ends with a request, and what it has made of the exchange. */
export type Probe = { readonly ending: Ending; readonly exchange: Exchange };

/** What a handler does with a request that brings nothing, on every way. */
export function bareProbes(act: Act): readonly Probe[] {
  return probes(act, NOTHING_SENT);
}

/** What a handler does with a request that brings something. */
export function probes(act: Act, sent: Sent): readonly Probe[] {
  const plain = probe(act, sent, false);
  return needsMore(plain) ? probe(act, sent, true) : plain;
}

/**
 * Whether a handler goes by what others put on the request. A guard that reads a session where there is none throws;
 * one that looks at cookies sees none where nobody has parsed them.
 */
function needsMore(plain: readonly Probe[]): boolean {
  const isLost = plain.every((one) => one.ending.kind === 'error' && !refuses(one));
  return isLost || plain.some(({ exchange }) => COOKIES.some((name) => exchange.reads.has(`slot ${name}`)));
}

const COOKIES = ['cookies', 'signedCookies'];

/** Whether a handler turned a request away for want of credentials: by 401, 403, a redirect, or an error that says so. */
export function refuses({ ending, exchange }: Probe): boolean {
  if (ending.kind === 'respond') {
    const { status } = exchange;
    return (
      status === 401 || status === 403 || (status !== null && status >= 300 && status < 400 && status !== 304)
    );
  }
  return ending.kind === 'error' && errorRefusal(ending.thrown, exchange) !== null;
}

/** The 401 or 403 that an error carries; one that carries no status gets the one of the answer (finalhandler 1 and 2). */
export function errorRefusal(thrown: Datum, exchange: Exchange): number | null {
  const own = ['status', 'statusCode'].flatMap((name) => {
    const field = fieldOf(thrown, name);
    return field?.kind === 'constant' && field.value !== undefined ? [field.value] : [];
  });
  const statuses = own.length > 0 ? own : [exchange.status];
  return statuses.includes(401) ? 401 : statuses.includes(403) ? 403 : null;
}

/** What sessions, passport and cookie parsers put on the request of a client that is not logged in. */
function furnish(exchange: Exchange): void {
  const { slots } = exchange;
  const sent = (exchange.header('cookie') ?? '').split('; ').flatMap((pair): [string, Datum][] => {
    const [name = '', ...value] = pair.split('=');
    return name === '' ? [] : [[name, carried(value.join('='))]];
  });
  slots.set('session', thing([['cookie', thing()]], 'Session'));
  for (const name of COOKIES) slots.set(name, thing(sent, 'Cookies'));
  slots.set(
    'isAuthenticated',
    native('isAuthenticated', () => constant(false)),
  );
  slots.set(
    'isUnauthenticated',
    native('isUnauthenticated', () => constant(true)),
  );
}

function probe(act: Act, { headers, query }: Sent, isFurnished: boolean): readonly Probe[] {
  const request: Request = {
    method: 'GET',
    scheme: 'http',
    host: 'app.example',
    port: null,
    target: query.length === 0 ? '/' : `/?${query.join('&')}`,
    headers,
    from: DEFAULT_CLIENT,
    credentials: 'valid',
    bodyLength: 0,
  };
  const { ways } = walkAll({ kind: 'express', entry: '' }, (guide) => {
    const exchange = new Exchange(request, 5, DEFAULT_SETTINGS, guide);
    if (isFurnished) furnish(exchange);
    return { ending: act(exchange), exchange };
  });
  return ways.map(({ result }) => result);
}
