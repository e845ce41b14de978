// Which files an entry leads to through its includes, without reading their directives in order yet.
import type { Files } from '../../../model/files';
import { type Directive, walk } from '../../../syntax/nginx';
import type { FileId } from '../../../text/span';
import type { Parse } from '../../kind';
import type { NginxDocument } from '../document';
import { type Layout, resolveConf } from './layout';

/** The files that are reached, the entry first. Those that are not loaded are asked for on the way. */
export function reach(
  entry: NginxDocument,
  layout: Layout,
  files: Files,
  parse: Parse<NginxDocument>,
): readonly FileId[] {
  const reached = new Set<FileId>([entry.file]);
  const open = [entry];
  for (let document = open.pop(); document !== undefined; document = open.pop()) {
    for (const path of pathsIncluded(document, layout, files)) {
      if (reached.has(path)) continue;
      const state = files.read(path);
      if (state?.kind !== 'text') continue;
      reached.add(path);
      open.push(parse(path, state.text));
    }
  }
  return [...reached];
}

/** The paths that a file includes, each once: a configuration repeats its snippets in every server. */
function pathsIncluded(document: NginxDocument, layout: Layout, files: Files): ReadonlySet<FileId> {
  const paths = new Set<FileId>();
  for (const written of includesOf(document)) {
    const path = resolveConf(layout, written);
    if (!isGlob(path)) paths.add(path);
    else for (const match of files.glob(path) ?? []) paths.add(match);
  }
  return paths;
}

const written = new WeakMap<NginxDocument, ReadonlySet<string>>();

/** What the includes of a file name, as it is written there. */
function includesOf(document: NginxDocument): ReadonlySet<string> {
  let names = written.get(document);
  if (names === undefined) {
    names = new Set(includeNames(document.tree.directives));
    written.set(document, names);
  }
  return names;
}

function* includeNames(directives: readonly Directive[]): Generator<string> {
  if (directives.length === 0) return;
  for (const directive of walk(directives)) {
    const [word] = directive.args;
    if (directive.name.value !== 'include' || directive.body !== null || word === undefined) continue;
    if (!word.hole && !word.value.includes('${')) yield word.value;
  }
}

/** Paths with `*`, `?` or `[` are patterns (ngx_conf_include). */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}
