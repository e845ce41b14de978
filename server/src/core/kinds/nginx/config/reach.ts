// Which files an entry leads to through its includes, without reading their directives in order yet. The user files that
// they name are asked for on the way, so that the rules need not be run once more for them.
import type { Files } from '../../../model/files';
import type { Directive } from '../../../syntax/nginx';
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
  if (layout.elsewhere === true) return [entry.file];
  const open = [entry];
  for (let document = open.pop(); document !== undefined; document = open.pop()) {
    for (const written of namesIn(document).users) files.read(resolveConf(layout, written));
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
  for (const written of namesIn(document).includes) {
    const path = resolveConf(layout, written);
    if (!isGlob(path)) paths.add(path);
    else for (const match of files.glob(path) ?? []) paths.add(match);
  }
  return paths;
}

/** The files that a file names, as they are written there, each once. */
type Names = { readonly includes: ReadonlySet<string>; readonly users: ReadonlySet<string> };

const known = new WeakMap<NginxDocument, Names>();

function namesIn(document: NginxDocument): Names {
  let names = known.get(document);
  if (names === undefined) {
    names = readNames(document);
    known.set(document, names);
  }
  return names;
}

/** Most texts have neither word, and a search for them is quicker than a walk. */
function readNames({ text, tree }: NginxDocument): Names {
  const names = { includes: new Set<string>(), users: new Set<string>() };
  if (text.includes('include') || text.includes('auth_basic_user_file')) collectNames(tree.directives, names);
  return names;
}

function collectNames(
  directives: readonly Directive[],
  names: { readonly includes: Set<string>; readonly users: Set<string> },
): void {
  for (const { name, args, body } of directives) {
    const [word] = args;
    if (body !== null) collectNames(body.directives, names);
    else if (word === undefined || word.hole) continue;
    else if (name.value === 'include' && !word.value.includes('${')) names.includes.add(word.value);
    else if (name.value === 'auth_basic_user_file' && !word.value.includes('$')) names.users.add(word.value);
  }
}

/** Paths with `*`, `?` or `[` are patterns (ngx_conf_include). */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}
