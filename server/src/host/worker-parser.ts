// Loads the parser of JavaScript in a web worker, from the address that the client names.
import { type ParseJs, parserIn } from '../core';

declare function importScripts(url: string): void;

/** Loads the parser from its address; it throws where there is none, or where the worker may not load it. */
export async function loadJsParserFrom(url: string | null): Promise<ParseJs> {
  if (url === null) throw new Error('the client does not say where the parser is');
  importScripts(url);
  return parserIn(Reflect.get(globalThis, 'authlintJsParser'));
}
