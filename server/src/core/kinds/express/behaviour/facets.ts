// What a handler may read of an exchange, each with its name, so that calls which read the same are told to be the same.
import { clientKey } from '../../../model/request';
import type { RouterSettings } from '../stack';
import type { Datum } from './datum';
import type { Exchange } from './exchange';
import type { CalledFor } from './exchange-state';
import { BODY_LENGTH, CLIENT, CREDENTIALS, headerSight, type Sight, TARGET } from './sights';
import { type Facet, idOf, type Namer, type SlotsName } from './trace';

/** What a handler may read, by the name under which a recording notes it. */
export const FACETS = {
  version: facet('version', ({ version }) => version),
  method: facet('method', ({ method }) => method),
  url: facet('url', ({ url }) => url, TARGET),
  path: facet('path', ({ path }) => path, TARGET),
  query: facet('query', ({ query }) => query ?? false, TARGET),
  baseUrl: facet('baseUrl', ({ baseUrl }) => baseUrl, TARGET),
  originalUrl: facet('originalUrl', ({ originalUrl }) => originalUrl, TARGET),
  params: facet('params', ({ params }, namer) => nameOfAll(params, namer), TARGET),
  paramsRest: facet(
    'other params',
    ({ paramsRest }, namer) => (paramsRest === null ? '-' : namer.name(paramsRest)),
    TARGET,
  ),
  // What the disk tells is true for this moment only.
  disk: facet('disk', ({ disk }) => (disk === null ? false : null)),
  status: facet('status', ({ status }) => status ?? false),
  client: facet('client', ({ client }) => clientKey(client), CLIENT),
  credentials: facet('credentials', ({ hasValidCredentials }) => hasValidCredentials, CREDENTIALS),
  bodyLength: facet('body length', ({ bodyLength }) => bodyLength, BODY_LENGTH),
  calledFor: facet('called for', ({ calledFor }, namer) => nameOfCall(calledFor, namer)),
  awaits: facet('awaits', ({ awaits }) => awaits),
  settings: facet('settings', ({ settings }) => textOfSettings(settings)),
  apps: facet('apps', ({ apps }) => apps.map(idOf).join()),
  programCalls: facet('calls', ({ programCalls }) => idOf(programCalls)),
  answer: facet('answer', ({ answerHeaders }) => JSON.stringify(answerHeaders)),
};

const settingsTexts = new WeakMap<RouterSettings, string>();

function textOfSettings(settings: RouterSettings): string {
  const known = settingsTexts.get(settings);
  if (known !== undefined) return known;
  const made = JSON.stringify(settings);
  settingsTexts.set(settings, made);
  return made;
}

/** Something to be read, with how it is named, and what of the request it follows from. */
function facet(name: string, nameIn: Facet<Exchange>['nameIn'], sight: Sight | null = null): Facet<Exchange> {
  return { name, nameIn, sight };
}

const known = new Map<string, Facet<Exchange>>();
const MAX_KNOWN = 1000;

function once(name: string, make: () => Facet<Exchange>): Facet<Exchange> {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= MAX_KNOWN) known.clear();
  const made = make();
  known.set(name, made);
  return made;
}

/** A header that the client sent, named in lower case. */
export function headerFacet(lower: string): Facet<Exchange> {
  const name = `header ${lower}`;
  return once(name, () => facet(name, (exchange) => exchange.header(lower) ?? false, headerSight(lower)));
}

/** The name of a header of the answer, which is given in lower case. */
export function answerName(lower: string): string {
  return `answer ${lower}`;
}

/** A header of the answer, as handlers before have left it. */
export function answerFacet(lower: string): Facet<Exchange> {
  const name = answerName(lower);
  return once(name, () =>
    facet(name, (exchange) => {
      const values = exchange.answerHeader(lower);
      return values.length > 0 && JSON.stringify(values);
    }),
  );
}

/** What is held under a name. */
export function slotFacet(of: SlotsName, slot: string): Facet<Exchange> {
  const name = `${of} ${slot}`;
  return once(name, () =>
    facet(name, (exchange, namer) => {
      const value = exchange.held(of)?.get(slot);
      return value === undefined ? '-' : namer.name(value);
    }),
  );
}

/** Whether a route of the program names a path. */
export function routedFacet(path: string): Facet<Exchange> {
  return facet(`routed ${path}`, (exchange) => exchange.isRouted(path), TARGET);
}

function nameOfAll(data: ReadonlyMap<string, Datum>, namer: Namer): string | null {
  let all = '';
  for (const [name, value] of data) {
    const one = namer.name(value);
    if (one === null) return null;
    all += `${JSON.stringify(name)}${one.length} ${one}`;
  }
  return all;
}

function nameOfCall(calledFor: CalledFor, namer: Namer): string | null {
  switch (calledFor.kind) {
    case 'request':
      return 'request';
    case 'error': {
      const name = namer.name(calledFor.thrown);
      return name === null ? null : `error ${name}`;
    }
    case 'param': {
      const name = namer.name(calledFor.value);
      return name === null ? null : `param ${calledFor.name} ${name}`;
    }
  }
}
