// Layers and handlers in words, for the steps that users read.
import type { Handler, PathPattern } from '../stack';

/** A path as the program writes it. */
function describePath(pattern: PathPattern): string {
  switch (pattern.kind) {
    case 'string':
      return pattern.text;
    case 'regexp':
      return `/${pattern.source}/${pattern.flags}`;
    case 'unknown':
      return '(a path that is not known)';
  }
}

/** The paths of a layer, `/` for none. */
export function describePaths(paths: readonly PathPattern[] | null): string {
  return paths === null ? '/' : paths.map(describePath).join(', ');
}

/** What a handler is called. */
export function describeHandler(handler: Extract<Handler, { kind: 'function' }>): string {
  const { source } = handler.behaviour;
  if (handler.name !== null) return handler.name;
  return source.kind === 'packaged' ? source.package : 'the handler';
}
