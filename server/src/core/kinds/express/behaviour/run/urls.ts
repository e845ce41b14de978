// URLs that a handler takes apart: `new URL(req.url, base)`, `url.parse(req.url)`, `URLSearchParams`.
import type { Place } from '../../../../text/span';
import {
  type Constant,
  constant,
  type Datum,
  list,
  NULL,
  type Thing,
  thing,
  UNDEFINED,
  unknown,
} from '../datum';
import { type Machine, Thrown } from './machine';
import { native } from './native';
import { textFrom } from './operators';
import { decoded } from './request';
import { makeError } from './things';

/** A URL in its parts; `null` where it has what has to be made normal first, such as `..` (WHATWG URL, section 4.4). */
function partsOf(
  text: string,
): { readonly path: string; readonly search: string; readonly hash: string } | null {
  const found = /^(?:https?:\/\/[\w.:[\]-]+)?(\/[^?#]*)?(\?[^#]*)?(#.*)?$/i.exec(text);
  if (found === null || text.startsWith('//')) return null;
  const [, path = '/', search = '', hash = ''] = found;
  const isPlain = !/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)|[\\\s"<>^`{}|]|[^\x20-\x7e]/i.test(path);
  return isPlain ? { path, search, hash } : null;
}

/** `new URL(url, base)`: what lies behind the host. */
export function newUrl(machine: Machine, [url, base]: readonly Datum[], at: Place): Datum {
  const text = textFrom(machine, url ?? UNDEFINED, at);
  // Without a base it has to say which scheme it is of (WHATWG URL, "no scheme state").
  if (base === undefined && text.kind === 'constant' && !/^\s*[a-z][a-z\d+.-]*:/i.test(String(text.value)))
    throw new Thrown(makeError('TypeError', constant('Invalid URL')), at);
  const parts = text.kind === 'constant' ? partsOf(String(text.value)) : null;
  if (text.kind !== 'constant' || parts === null)
    return unknown('what new URL() gives is not known', at, { truthy: true });
  const part = (value: string): Constant => ({ ...text, value });
  const fields: readonly (readonly [string, Datum])[] = [
    ['pathname', part(parts.path)],
    ['search', part(parts.search.length > 1 ? parts.search : '')],
    ['hash', part(parts.hash.length > 1 ? parts.hash : '')],
    ['searchParams', searchParams(parts.search.slice(1))],
  ];
  return { ...thing(fields, 'URL') };
}

/** `url.parse(url, parseQueryString)` of Node, and `parseurl(req)`: the parts, `null` for those that are not there. */
export function parsedUrl(machine: Machine, url: Datum | undefined, parsesQuery: boolean, at: Place): Datum {
  const text = textFrom(machine, url ?? UNDEFINED, at);
  const parts = text.kind === 'constant' ? partsOf(String(text.value)) : null;
  if (text.kind !== 'constant' || parts === null)
    return unknown('the parts of a URL are not known', at, { truthy: true });
  const part = (value: string): Datum => (value === '' ? NULL : { ...text, value });
  const query = parts.search.slice(1);
  return thing([
    ['pathname', part(parts.path)],
    ['path', part(parts.path + parts.search)],
    ['href', text],
    ['search', parsesQuery ? { ...text, value: parts.search } : part(parts.search)],
    ['query', parsesQuery ? queryThing(query) : part(query)],
    ['hash', part(parts.hash)],
  ]);
}

type Pair = readonly [string, string];

function pairsOf(query: string): readonly Pair[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [decoded(pair), '']
        : [decoded(pair.slice(0, equals)), decoded(pair.slice(equals + 1))];
    });
}

function sent(value: string): Constant {
  return { kind: 'constant', value, carried: true };
}

function queryThing(query: string): Thing {
  const made = thing();
  for (const [name, value] of pairsOf(query)) {
    const before = made.fields.get(name);
    made.fields.set(
      name,
      before === undefined
        ? sent(value)
        : list([...(before.kind === 'list' ? before.items : [before]), sent(value)]),
    );
  }
  return made;
}

/** `URLSearchParams` of a query that is known; what changes it is not followed. */
export function searchParams(query: string): Thing {
  const pairs = pairsOf(query);
  const valuesOf = (name: Datum | undefined): readonly Constant[] => {
    const key = name?.kind === 'constant' ? String(name.value) : null;
    return pairs.filter(([own]) => own === key).map(([, value]) => sent(value));
  };
  return thing(
    [
      ['get', native('get', ([name]) => valuesOf(name)[0] ?? NULL)],
      ['getAll', native('getAll', ([name]) => list(valuesOf(name)))],
      ['has', native('has', ([name]) => constant(valuesOf(name).length > 0))],
      ['toString', native('toString', () => constant(query))],
    ],
    'URLSearchParams',
  );
}
