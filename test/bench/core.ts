// What the bench measures of the core: lexing alone, a whole check, and a check after one keystroke.
import { type Analysis, catalogueOf, lint, read, type Site } from '../../server/src/core';
import type { FileState, Want } from '../../server/src/core/model/files';
import { part } from '../../server/src/core/parts/nginx';
import { lex } from '../../server/src/core/syntax/nginx';

const NGINX = catalogueOf([part]);

const FILE = '/bench/nginx.conf';

/** The number of tokens of a text. */
export function lexed(text: string): number {
  return lex(text).count;
}

/** Parses and checks one main file whose other files do not exist; answers the number of findings. */
export function check(text: string): number {
  return run(text).findings.length;
}

/** Prepares a check of a text; each call types one more character into it and checks again. */
export function recheck(text: string): () => number {
  let analysis = run(text);
  let typed = text;
  return () => {
    const middle = typed.indexOf('# Site', typed.length >> 1);
    typed = `${typed.slice(0, middle + 2)}x${typed.slice(middle + 2)}`;
    analysis = run(typed, analysis);
    return analysis.findings.length;
  };
}

/** Reads what a session would read, then lints it once. */
function run(text: string, previous?: Analysis): Analysis {
  const files = new Map<string, FileState>([
    ...(previous?.snapshot.files ?? []),
    [FILE, { kind: 'text', text }],
  ]);
  const globs = new Map<string, readonly string[]>(previous?.snapshot.globs ?? []);
  const input = { snapshot: { files, globs }, files: [FILE] };
  let site: Site = read(input, NGINX, previous);
  while (site.wanted.length > 0) {
    for (const want of site.wanted) answer(want, files, globs);
    site = read(input, NGINX, site);
  }
  let runs = previous?.runs;
  for (;;) {
    const analysis = lint(site, input, NGINX, runs);
    if (analysis.wanted.length === 0) return analysis;
    runs = analysis.runs;
    for (const want of analysis.wanted) answer(want, files, globs);
  }
}

function answer(want: Want, files: Map<string, FileState>, globs: Map<string, readonly string[]>): void {
  if (want.kind === 'glob') globs.set(want.pattern, []);
  else if ('path' in want) files.set(want.path, { kind: 'missing' });
}
