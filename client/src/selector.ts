// Which documents AuthLint serves, whatever file system they are in.
import { globTest } from './editor-glob';

/**
 * Names of files that may be nginx's, whatever language the editor takes them for, and AuthLint's own settings.
 * The server looks at the text before it says anything about one.
 */
const NAMES = [
  '**/*.{conf,nginx,nginxconf,vhost}',
  '**/*.conf.{template,j2,erb,tmpl}',
  '**/{sites-available,sites-enabled,snippets}/*',
  '**/authlint.{yaml,yml,json}',
];

/** The languages of programs that may use Express. */
const PROGRAMS = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** The languages of OpenAPI documents; the server is silent about all other data. */
const DATA = ['yaml', 'json', 'jsonc'];

/** Files of programs, and data: what says how modules are found among it. */
const FOUND_NAMES = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}', '**/*.{yaml,yml,json,jsonc}'];

/** Documents of either language id that nginx extensions use, and those that are told by their names. */
export const SERVED_DOCUMENTS: ({ language: string } | { pattern: string })[] = [
  { language: 'nginx' },
  { language: 'NGINX' },
  ...[...PROGRAMS, ...DATA].map((language) => ({ language })),
  ...NAMES.map((pattern) => ({ pattern })),
];

const tests = [...NAMES, ...FOUND_NAMES].map(globTest);

/** Whether a path's name alone makes it worth to tell the server of a change there, asked for or not. */
export function mayMatter(path: string): boolean {
  return tests.some((test) => test(path.replace(/^\//, '')));
}
