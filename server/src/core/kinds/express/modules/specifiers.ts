// Module specifiers: what a text names in its imports, told without parsing it.
import type { FileId } from '../../../text/span';

const SPECIFIER =
  /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(__dirname\s*\+\s*|path\.(?:join|resolve)\(\s*__dirname\s*,\s*(?=['"`][^'"`\n]*['"`]\s*\)))?(['"`])(\$\{__dirname\})?([^'"`\n]{1,300})\2/g;

/** All that a text may import. It may name more than it really imports, never less where the names are literal. */
export function specifiersIn(text: string): readonly string[] {
  const names = new Set<string>();
  for (const [, joined, , start, name = ''] of text.matchAll(SPECIFIER)) {
    const isBelow = joined !== undefined || start !== undefined;
    names.add(isBelow && !name.startsWith('.') ? `.${name.startsWith('/') ? '' : '/'}${name}` : name);
  }
  return [...names];
}

/** Whether a specifier names a file by its path. */
export function isRelative(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier) || specifier === '.' || specifier === '..';
}

/** `@scope/name/sub/path` as the name of the package and the rest. */
export function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const bare = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
  const parts = bare.split('/');
  const length = bare.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, length).join('/'), subpath: parts.slice(length).join('/') };
}

/** Whether a file is data that is required as it is. */
export function isJson(file: FileId): boolean {
  return /\.(?:json|ya?ml)$/i.test(file);
}

const BUILT_IN =
  /^(?:assert|async_hooks|buffer|child_process|cluster|crypto|dgram|dns|events|fs|https?|http2|inspector|module|net|os|path|perf_hooks|process|querystring|readline|stream|string_decoder|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)$/;

/** Whether a name is that of a module of Node. */
export function isBuiltIn(name: string): boolean {
  return BUILT_IN.test(name);
}
