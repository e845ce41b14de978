// Requests worth asking: one that reaches a given server, and one that a given location answers.

import { DEFAULT_CLIENT, type HeaderLine, type Request, requestTo } from '../../model/request';
import { example } from '../../regex';
import { isWildcard, type ListenAddress } from './config/listen';
import { findLocation } from './config/locations';
import {
  type Configuration,
  isLocation,
  type Location,
  outward,
  type Scope,
  type Server,
} from './config/scopes';
import { chooseServer } from './config/select-server';
import { exampleHost } from './config/server-names';
import { escapeUri, parseTarget } from './engine/uri';

export type Sample = {
  readonly method?: string;
  readonly headers?: readonly HeaderLine[];
  readonly from?: string;
  readonly credentials?: 'valid' | 'invalid';
  readonly bodyLength?: number;
};

/** The origin by which a client reaches a server, such as `http://shop.example:8080`; `null` where no name leads to it. */
function originOf(configuration: Configuration, server: Server): string | null {
  for (const listen of server.listens) {
    if (listen.unix) continue;
    for (const host of hostsFor(server, listen)) {
      const chosen = chooseServer(configuration, listen, host);
      if (chosen === null || !('server' in chosen) || chosen.server !== server) continue;
      const scheme = listen.ssl ? 'https' : 'http';
      const port = listen.port === (listen.ssl ? 443 : 80) ? '' : `:${listen.port}`;
      return `${scheme}://${host}${port}`;
    }
  }
  return null;
}

function hostsFor(server: Server, listen: ListenAddress): readonly string[] {
  const named = exampleHost(server.names);
  const address = isWildcard(listen.address) ? 'localhost' : listen.address;
  const literal = address.includes(':') ? `[${address}]` : address;
  return named === null ? [literal] : [named];
}

/** A request to a path of a server; `null` where the server cannot be reached by name. */
export function requestAt(
  configuration: Configuration,
  server: Server,
  target: string,
  sample: Sample = {},
): Request | null {
  const origin = originOf(configuration, server);
  if (origin === null) return null;
  const { method = 'GET', ...more } = sample;
  return requestTo(method, origin + target, { from: strangerTo(configuration), ...more });
}

/** Client addresses of networks for documentation (RFC 5737), and of those for benchmarks (RFC 2544). */
const STRANGERS = [DEFAULT_CLIENT, '198.51.100.1', '192.0.2.1', '198.18.7.1'];

const strangers = new WeakMap<Configuration, string>();

/** The address of a client that a configuration does not know: it names no network of these first three numbers. */
function strangerTo(configuration: Configuration): string {
  let stranger = strangers.get(configuration);
  if (stranger === undefined) {
    const texts = [...configuration.documents.values()].map(({ text }) => text);
    const isNamed = (address: string) =>
      texts.some((text) => text.includes(address.slice(0, address.lastIndexOf('.') + 1)));
    stranger = STRANGERS.find((address) => !isNamed(address)) ?? DEFAULT_CLIENT;
    strangers.set(configuration, stranger);
  }
  return stranger;
}

/** A request that a location answers, `null` where none could be found: it is named, internal, or always beaten. */
export function requestFor(
  configuration: Configuration,
  location: Location,
  sample: Sample = {},
): Request | null {
  const target = targetOf(location);
  return target === null ? null : requestAt(configuration, location.server(), target, sample);
}

const targets = new WeakMap<Location, string | null>();

/** A request target that selects a location, checked by nginx's own search. */
export function targetOf(location: Location): string | null {
  let target = targets.get(location);
  if (target === undefined) {
    target = candidates(location).find((path) => selects(location, path)) ?? null;
    targets.set(location, target);
  }
  return target;
}

/** Whether a request target is answered by this location. */
export function selects(location: Location, target: string): boolean {
  const parsed = parseTarget(target, true);
  if (parsed === null) return false;
  const found = findLocation(location.server(), parsed.uri);
  return !('kind' in found) && found.location === location && !found.redirect;
}

/** Request targets that a location was written for, readable ones first; others may take them. */
export function targetsFor(location: Location): readonly string[] {
  return candidates(location);
}

const ENDINGS = ['', '/', 'x', '/x', 'index.html', '/index.html', 'x/y', 'x.html', 'data.json', 'index.php'];

function candidates(location: Location): readonly string[] {
  const { match } = location;
  switch (match.kind) {
    case 'exact':
      return [escapeUri(match.path)];
    case 'prefix':
      return ENDINGS.map((ending) => escapeUri(match.path + ending));
    case 'regex':
      return regexCandidates(location);
    case 'named':
    case 'unknown':
      return [];
  }
}

/** Paths for a regex: examples of it alone, and below the prefixes that it is nested in. */
function regexCandidates(location: Location): readonly string[] {
  if (location.match.kind !== 'regex' || location.match.pattern.regex.kind !== 'regex') return [];
  const found = example(location.match.pattern.regex);
  if (found.kind !== 'example') return [];
  const prefixes = prefixesAround(location);
  const alone = found.text.startsWith('/') ? [found.text] : [`/${found.text}`, `/x${found.text}`];
  const below = prefixes.flatMap((prefix) => [
    prefix + found.text.replace(/^\//, ''),
    `${prefix}x${found.text}`,
  ]);
  return [...below, ...alone].map(escapeUri);
}

function prefixesAround(scope: Scope): readonly string[] {
  const prefixes: string[] = [];
  for (const at of outward(scope)) {
    if (!isLocation(at) || at === scope) continue;
    const { match } = at;
    if (match.kind === 'prefix') prefixes.push(match.path);
  }
  return prefixes;
}
