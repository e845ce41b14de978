// Which include directives bring a file in: what stands in it holds at each of these places.
import { walk } from '../../../syntax/nginx';
import { matchesName } from '../../../text/shell-pattern';
import type { FileId, Place } from '../../../text/span';
import { resolveConf } from './layout';
import { isGlob } from './reach';
import type { Configuration } from './scopes';

const known = new WeakMap<Configuration, ReadonlyMap<FileId, readonly Place[]>>();

/** The include directives of a configuration that bring a file in, in the order of the files. */
export function includedFrom(configuration: Configuration, file: FileId): readonly Place[] {
  let places = known.get(configuration);
  if (places === undefined) {
    places = collect(configuration);
    known.set(configuration, places);
  }
  return places.get(file) ?? [];
}

function collect({ documents, layout }: Configuration): ReadonlyMap<FileId, readonly Place[]> {
  const places = new Map<FileId, Place[]>();
  for (const [file, { tree }] of documents) {
    for (const { name, args } of walk(tree.directives)) {
      const [word] = args;
      if (name.value !== 'include' || word === undefined || word.hole) continue;
      const path = resolveConf(layout, word.value);
      const included = isGlob(path) ? [...documents.keys()].filter((one) => matchesPath(path, one)) : [path];
      for (const one of included) {
        const same = places.get(one) ?? [];
        places.set(one, same);
        same.push({ file, span: word.span });
      }
    }
  }
  return places;
}

/** A pattern matches part by part: a star does not reach over a slash (glob(3)). */
function matchesPath(pattern: string, path: string): boolean {
  const [parts, names] = [pattern.split('/'), path.split('/')];
  return parts.length === names.length && parts.every((part, i) => matchesName(part, names[i] ?? ''));
}
