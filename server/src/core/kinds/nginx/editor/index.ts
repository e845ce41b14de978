// What editors ask of nginx configurations: outline, links, hovers, hints and lenses.
import type { Files } from '../../../model/files';
import type { Request } from '../../../model/request';
import { describeRequirement, type Requirement } from '../../../model/requirement';
import type { FileId, Place, Span } from '../../../text/span';
import type { AskableRoute, Completion, InheritedHint, Link, OutlineEntry, Subject } from '../../editor';
import { resolveConf } from '../config/layout';
import { headOf, type Line } from '../config/lines';
import { findLocation } from '../config/locations';
import { isGlob } from '../config/reach';
import {
  isLocation,
  isServer,
  type Location,
  locationName,
  locationsOf,
  outward,
  type Scope,
  type Server,
} from '../config/scopes';
import { variablesIn } from '../engine/values';
import type { NginxLayer } from '../layer';
import { requirementOf } from '../requirement';
import { destination } from '../routes';
import { requestAt, requestFor } from '../samples';
import { aboutDirective } from './about';
import { blocksIn, findAt } from './find';

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

/** Words that name files, named locations, upstreams and the locations of sub-requests. */
export function links(layer: NginxLayer, file: FileId, files: Files): readonly Link[] {
  return [
    ...includeLinks(layer, file, files),
    ...[...linesIn(layer, file)].flatMap(([line, scope]) => linkOf(layer, line, scope, files)),
  ];
}

function* linesIn(layer: NginxLayer, file: FileId): Generator<readonly [Line, Scope]> {
  for (const scope of blocksIn(layer.configuration, file)) {
    for (const line of scope.lines) if (line.file === file) yield [line, scope];
  }
}

function* includeLinks(layer: NginxLayer, file: FileId, files: Files): Generator<Link> {
  const { configuration } = layer;
  const open = [...(configuration.documents.get(file)?.tree.directives ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.body !== null) open.push(...node.body.directives);
    const [word] = node.args;
    if (node.name.value !== 'include' || word === undefined || word.hole) continue;
    const path = resolveConf(configuration.layout, word.value);
    const targets = isGlob(path) ? (files.glob(path) ?? []) : [path];
    for (const target of targets)
      if (files.stat(target)?.kind !== 'missing') yield { span: word.span, target, at: null };
  }
}

function linkOf(layer: NginxLayer, line: Line, scope: Scope, files: Files): readonly Link[] {
  const { configuration } = layer;
  const to = (target: Line | undefined | null, span: Span): readonly Link[] =>
    target === undefined || target === null ? [] : [{ span, target: target.file, at: headOf(target) }];
  const last = line.args.at(-1);
  const [first] = line.args;
  if (first === undefined || last === undefined) return [];
  switch (line.name) {
    case 'error_page':
    case 'try_files': {
      if (!last.value.startsWith('@')) return [];
      const named = serverOf(scope)?.locations.find(
        ({ match }) => match.kind === 'named' && match.name === last.value,
      );
      return to(named?.line, last.span);
    }
    case 'auth_request': {
      const server = serverOf(scope);
      const found = server === null || first.value === 'off' ? null : findLocation(server, first.value);
      return found === null || 'kind' in found ? [] : to(found.location?.line, first.span);
    }
    case 'proxy_pass': {
      const name = /^https?:\/\/([^/:$]+)/.exec(first.value)?.[1];
      return name === undefined ? [] : to(configuration.upstreams.get(name)?.line, first.span);
    }
    case 'auth_basic_user_file': {
      const path = resolveConf(configuration.layout, first.value);
      const state = variablesIn(first.value).length > 0 ? null : files.stat(path);
      return state === null || state.kind === 'missing' || state.kind === 'folder'
        ? []
        : [{ span: first.span, target: path, at: null }];
    }
    default:
      return [];
  }
}

function serverOf(scope: Scope): Server | null {
  for (const at of outward(scope)) if (isServer(at)) return at;
  return null;
}

function locationOf(scope: Scope): Location | null {
  for (const at of outward(scope)) if (isLocation(at)) return at;
  return null;
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
  return {
    span: line === null ? (head ?? { start: offset, end: offset }) : headOf(line),
    title: isLocation(block) ? `location ${locationName(block)}` : serverTitle(block),
    about,
    requires: requirementOf(scope),
    bare,
    authorized: bare === null ? null : withCredentials(bare, requirementOf(scope)),
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
      : [{ span: headOf(location.line), requires: requirementOf(location), request }];
  });
}

function locationsIn(layer: NginxLayer, file: FileId): readonly Location[] {
  return layer.configuration.servers.flatMap((server) =>
    [...locationsOf(server)].filter(({ line }) => line.file === file),
  );
}

/** What fits behind error_page, try_files, proxy_pass and auth_request. */
export function completions(layer: NginxLayer, file: FileId, offset: number): readonly Completion[] {
  const found = findAt(layer.configuration, file, offset);
  const line = found?.line;
  if (found === null || line === null || line === undefined) return [];
  const server = serverOf(found.scope);
  switch (line.name) {
    case 'error_page':
    case 'try_files':
      return (server?.locations ?? []).flatMap((location) =>
        location.match.kind === 'named' ? [{ text: location.match.name, detail: destination(location) }] : [],
      );
    case 'auth_request':
      return (server?.locations ?? []).flatMap((location) =>
        location.match.kind === 'exact' ? [{ text: location.match.path, detail: destination(location) }] : [],
      );
    case 'proxy_pass':
      return [...layer.configuration.upstreams.keys()].map((name) => ({
        text: `http://${name}`,
        detail: 'upstream',
      }));
    default:
      return [];
  }
}
