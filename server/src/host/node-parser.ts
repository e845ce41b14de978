// Loads the parser of JavaScript in Node: a file beside the bundle, which only those start that need it.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type ParseJs, parserIn } from '../core';

declare const AUTHLINT_JS_PARSER: string;

/** Loads the parser; it throws where the file is not there. */
export async function loadJsParser(): Promise<ParseJs> {
  const require = createRequire(join(__dirname, 'index.js'));
  return parserIn(require(resolve(__dirname, AUTHLINT_JS_PARSER)));
}
