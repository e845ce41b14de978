// Packages that stand beside the way: parsers of bodies, logs, limits, headers, static files, proxies.
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { type Datum, openThing, thing, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { bystander, lost, type PackageCall, type PackageReader, packaged } from './package';

/** `express.json()`, `bodyParser.urlencoded()` and so on: each fills `req.body` for its own type of content. */
export function bodyParser(call: PackageCall, type: RegExp | null): Behaviour {
  return packaged(call, 'body', (exchange): Ending => {
    const before = exchange.slots.get('body');
    if (before !== undefined && before.kind !== 'constant' && exchange.notes.has('body read')) return NEXT;
    const content = exchange.header('content-type') ?? '';
    if (!exchange.hasBody || type === null || !type.test(content)) {
      // Express 4 puts an empty object there (body-parser 1), Express 5 nothing (body-parser 2).
      exchange.slots.set('body', before ?? (exchange.version === 4 ? thing() : UNDEFINED));
      return NEXT;
    }
    exchange.notes.set('body read', thing());
    exchange.slots.set('body', sentBody(call));
    return NEXT;
  });
}

function sentBody(call: PackageCall): Datum {
  const rest = unknown('what the body says is not known', call.at, { key: 'body', judged: true });
  return openThing([], rest);
}

export const JSON_TYPE = /^application\/(?:json|.*\+json)\b/i;
export const FORM_TYPE = /^application\/x-www-form-urlencoded\b/i;

/** Functions that add headers, log or count, and let requests on. */
export function passer(call: PackageCall): Behaviour | null {
  return bystander(call);
}

/** A limit of requests lets the first ones on. */
export function limiter(call: PackageCall): Behaviour | null {
  return bystander(call, 'limit');
}

/** A proxy answers with what its upstream says. */
export function proxy(call: PackageCall): Behaviour | null {
  return packaged(call, 'proxy', (): Ending => ({ kind: 'respond', at: call.at, continues: null }));
}

/** What changes the request in a way that only it knows. */
export function changer(reason: string): PackageReader {
  return (call) => packaged(call, 'bystander', () => lost(reason, call.at));
}

/** `multer().single('file')`: fills the body of forms with files. */
export function multer(call: PackageCall): Behaviour | null {
  return bystander(call, 'body', (exchange: Exchange) => {
    if (exchange.hasBody) exchange.slots.set('body', sentBody(call));
  });
}
