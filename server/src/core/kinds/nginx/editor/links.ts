// What the words of a configuration name: included files, user files, named locations, upstreams, sub-requests.
import type { Files } from '../../../model/files';
import type { FileId, Span } from '../../../text/span';
import type { Link } from '../../editor';
import { resolveConf } from '../config/layout';
import { headOf, type Line } from '../config/lines';
import { findLocation } from '../config/locations';
import { isGlob } from '../config/reach';
import type { Scope } from '../config/scopes';
import { variablesIn } from '../engine/values';
import type { NginxLayer } from '../layer';
import { blocksIn, serverOf } from './find';

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
