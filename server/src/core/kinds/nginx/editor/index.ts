// What editors ask of nginx configurations: outline, hovers, hints and lenses; links and completions have their own files.
import type { Request } from '../../../model/request';
import { describeRequirement, type Requirement } from '../../../model/requirement';
import type { FileId, Place } from '../../../text/span';
import type { AskableRoute, InheritedHint, OutlineEntry, Subject } from '../../editor';
import { headOf, type Line } from '../config/lines';
import { isLocation, type Location, locationName, locationsOf, type Server } from '../config/scopes';
import { demandOf } from '../demand';
import type { NginxLayer } from '../layer';
import { requirementOf } from '../requirement';
import { requestAt, requestFor } from '../samples';
import { aboutDirective } from './about';
import { findAt, locationOf, serverOf } from './find';

export { completions } from './completions';
export { links } from './links';

/** Servers with their locations, upstreams and maps of one file. */
export function outline(layer: NginxLayer, file: FileId): readonly OutlineEntry[] {
  const { configuration } = layer;
  const servers = configuration.servers
    .filter((server) => server.line?.file === file)
    .map((server) => serverEntry(server, file));
  const loose = configuration.servers
    .filter((server) => server.line?.file !== file)
    .flatMap((server) => server.locations.filter((location) => location.line.file === file))
    .map((location) => locationEntry(location, file));
  const upstreams = [...configuration.upstreams.values()].filter(({ line }) => line.file === file);
  const tables = [...configuration.tables].filter(([, line]) => line.file === file);
  return [
    ...upstreams.map(({ name, line }) =>
      entry('upstream', name, `${line.body?.list.length ?? 0} servers`, line, []),
    ),
    ...tables.map(([name, line]) => entry('table', `$${name}`, line.name, line, [])),
    ...servers,
    ...loose,
  ].sort((a, b) => a.span.start - b.span.start);
}

function serverEntry(server: Server, file: FileId): OutlineEntry {
  const names = server.names.map((name) => name.word.value).join(' ');
  const inner = server.locations
    .filter((location) => location.line.file === file)
    .map((location) => locationEntry(location, file));
  const detail = describeRequirement(requirementOf(server));
  const line = server.line;
  if (line === null)
    return {
      name: names,
      detail,
      kind: 'server',
      span: { start: 0, end: 0 },
      nameSpan: { start: 0, end: 0 },
      children: inner,
    };
  return entry('server', names === '' ? 'server' : names, detail, line, inner);
}

function locationEntry(location: Location, file: FileId): OutlineEntry {
  const inner = location.locations
    .filter((nested) => nested.line.file === file)
    .map((nested) => locationEntry(nested, file));
  return entry(
    'route',
    locationName(location),
    describeRequirement(requirementOf(location)),
    location.line,
    inner,
  );
}

function entry(
  kind: OutlineEntry['kind'],
  name: string,
  detail: string,
  line: Line,
  children: readonly OutlineEntry[],
): OutlineEntry {
  return { name: name || line.name, detail, kind, span: line.node.span, nameSpan: headOf(line), children };
}

/** What a hover at an offset is about; `null` where nothing of authentication is. */
export function subjectAt(layer: NginxLayer, file: FileId, offset: number): Subject | null {
  const found = findAt(layer.configuration, file, offset);
  if (found === null) return null;
  const { scope, line } = found;
  const about = line === null ? null : aboutDirective(line, scope);
  const head = scope.line === null || scope.line.file !== file ? null : headOf(scope.line);
  const onHead = head !== null && line === null && head.start <= offset && offset <= head.end;
  if (about === null && !onHead) return null;
  const block = locationOf(scope) ?? serverOf(scope);
  if (block === null) return null;
  const bare = requestTo(layer, block);
  // A condition of the rewrite phase is asked in the block as a whole.
  const own = requirementOf(scope);
  const requires = own.kind === 'open' ? demandOf(layer, block) : own;
  return {
    span: line === null ? (head ?? { start: offset, end: offset }) : headOf(line),
    title: isLocation(block) ? `location ${locationName(block)}` : serverTitle(block),
    about,
    requires,
    bare,
    authorized: bare === null ? null : withCredentials(bare, requires),
  };
}

function serverTitle(server: Server): string {
  const names = server.names.map((name) => name.word.value).join(' ');
  return names === '' ? 'server' : `server ${names}`;
}

function requestTo(layer: NginxLayer, block: Location | Server): Request | null {
  const { configuration } = layer;
  if (configuration.level === 'server' || configuration.level === 'location') return null;
  return isLocation(block) ? requestFor(configuration, block) : requestAt(configuration, block, '/');
}

/** `alice:wonderland`, and a token: any will do, since the question takes them as valid. */
const BASIC = 'Basic YWxpY2U6d29uZGVybGFuZA==';
const BEARER = 'Bearer token';

function withCredentials(request: Request, requires: Requirement): Request | null {
  const scheme = schemeIn(requires);
  if (scheme === null) return null;
  return {
    ...request,
    headers: [...request.headers, ['Authorization', scheme === 'basic' ? BASIC : BEARER]],
  };
}

function schemeIn(requires: Requirement): 'basic' | 'bearer' | null {
  if (requires.kind === 'all' || requires.kind === 'any') {
    return requires.of.map(schemeIn).find((scheme) => scheme !== null) ?? null;
  }
  if (requires.kind !== 'check') return null;
  if (requires.scheme.kind === 'basic') return 'basic';
  return requires.scheme.kind === 'bearer' || requires.detail?.startsWith('/') === true ? 'bearer' : null;
}

/** Routes of a file whose guard stands on an outer level. */
export function inheritedHints(layer: NginxLayer, file: FileId): readonly InheritedHint[] {
  return locationsIn(layer, file).flatMap((location) => {
    const requires = requirementOf(location);
    const from = originOf(requires);
    const { span } = location.line.node;
    if (from === null || (from.file === file && span.start <= from.span.start && from.span.end <= span.end))
      return [];
    return [{ offset: location.line.node.body?.open ?? headOf(location.line).end, requires, from }];
  });
}

function originOf(requires: Requirement): Place | null {
  if (requires.kind === 'check' || requires.kind === 'closed') return requires.at;
  return requires.kind === 'all' || requires.kind === 'any'
    ? (requires.of.map(originOf).find((at) => at !== null) ?? null)
    : null;
}

/** Routes of a file with a request to ask of each. */
export function askableRoutes(layer: NginxLayer, file: FileId): readonly AskableRoute[] {
  return locationsIn(layer, file).flatMap((location) => {
    const request = requestTo(layer, location);
    return request === null
      ? []
      : [{ span: headOf(location.line), requires: demandOf(layer, location), request }];
  });
}

function locationsIn(layer: NginxLayer, file: FileId): readonly Location[] {
  return layer.configuration.servers.flatMap((server) =>
    [...locationsOf(server)].filter(({ line }) => line.file === file),
  );
}
