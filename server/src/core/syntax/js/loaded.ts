// The parser as it comes out of its chunk.
import type { ParseJs } from './tree';

/** The parser in the module that scripts/build.mjs makes of server/src/main-js-parser.ts; it throws where it is none. */
export function parserIn(module: unknown): ParseJs {
  const parse: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'parseJs') : undefined;
  if (typeof parse !== 'function') throw new Error('this is not the parser of JavaScript');
  return parse as ParseJs;
}
