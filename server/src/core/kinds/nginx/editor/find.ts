// Finds what stands at an offset of a file: the directive, and the block that it is in.
import type { FileId } from '../../../text/span';
import type { Line } from '../config/lines';
import {
  type Configuration,
  isLocation,
  isServer,
  type Location,
  locationsOf,
  outward,
  type Scope,
  type Server,
} from '../config/scopes';

/** The innermost block around an offset, and the directive at it, if one of the block's own is there. */
export type Found = { readonly scope: Scope; readonly line: Line | null };

/** Every block that a file's text opens, or whose directives stand in it; a snippet may belong to several. */
export function* blocksIn(configuration: Configuration, file: FileId): Generator<Scope> {
  for (const scope of allBlocks(configuration)) {
    if (scope.line?.file === file || scope.lines.some((line) => line.file === file)) yield scope;
  }
}

/** Every block that can have a guard, from the outside in. */
export function* allBlocks(configuration: Configuration): Generator<Scope> {
  yield configuration.http;
  for (const server of configuration.servers) {
    yield server;
    yield* server.ifs.values();
    for (const location of locationsOf(server)) {
      yield location;
      yield* location.ifs.values();
      if (location.limitExcept !== null) yield location.limitExcept;
    }
  }
}

export function findAt(configuration: Configuration, file: FileId, offset: number): Found | null {
  let best: Found | null = null;
  let width = Number.POSITIVE_INFINITY;
  for (const scope of blocksIn(configuration, file)) {
    const line =
      scope.lines.find((own) => own.file === file && own.body === null && covers(own, offset)) ?? null;
    const around = scope.line !== null && scope.line.file === file && covers(scope.line, offset);
    if (line === null && !around) continue;
    const span =
      around && scope.line !== null ? scope.line.node.span : (line?.node.span ?? { start: 0, end: 0 });
    if (span.end - span.start > width) continue;
    width = span.end - span.start;
    best = { scope, line };
  }
  return best;
}

function covers(line: Line, offset: number): boolean {
  return line.node.span.start <= offset && offset <= line.node.span.end;
}

/** The server that a block is in, or is. */
export function serverOf(scope: Scope): Server | null {
  for (const at of outward(scope)) if (isServer(at)) return at;
  return null;
}

/** The location that a block is in, or is. */
export function locationOf(scope: Scope): Location | null {
  for (const at of outward(scope)) if (isLocation(at)) return at;
  return null;
}
