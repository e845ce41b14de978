// Follows `$ref`: within a document, into other files, through chains and circles of them.
import type { DataNode } from '../../syntax/data';
import type { KnownText } from '../../text/known';
import { folderOf, joinPath } from '../../text/path';
import type { FileId } from '../../text/span';
import { idOf, type Part, rootOf } from './part';
import { besideFile } from './self';

/** What a value is once its references are followed. */
export type Resolution =
  /** `through`: the values of the `$ref`s on the way, none where there is no reference. */
  | { readonly kind: 'found'; readonly part: Part; readonly through: readonly Part[] }
  /** A reference to what is not there, in a file that is. `by` is what names it. */
  | { readonly kind: 'missing'; readonly ref: string; readonly by: Part; readonly file: FileId }
  /** What it leads to cannot be known: a URL, a file that is not there, a template. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly by: Part };

/** The files of a contract as its references reach them. */
export type Library = {
  /** The root of a file's first document; `null` where the file cannot be read, or is not read yet. */
  rootOf(file: FileId): DataNode | null;
  /** The text of a file of the contract, `''` where it cannot be read. */
  textOf(file: FileId): string;
  /** What a search of all of that text finds; `null` where it cannot be read. */
  known(file: FileId): KnownText | null;
  /** Hears of each reference to a part of a file that is followed. */
  followed(file: FileId, steps: readonly string[]): void;
};

/** What references lead to; `null` where that cannot be known. */
export function partOf(resolution: Resolution): Part | null {
  return resolution.kind === 'found' ? resolution.part : null;
}

/** A chain of references that is longer leads nowhere. */
const MAX_STEPS = 100;

/** Where a `$ref` leads, as far as its text says: a file, and a pointer in it. */
export type Target =
  | { readonly kind: 'pointer'; readonly file: FileId | null; readonly steps: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Follows a value's references to what it is. */
export function resolve(library: Library, start: Part): Resolution {
  let through: readonly Part[] = DIRECT;
  let seen: Set<string> | null = null;
  let part = start;
  for (let step = 0; ; step++) {
    const ref = part.node.kind === 'map' ? part.node.get('$ref') : null;
    if (ref === null) return { kind: 'found', part, through };
    const by = { file: part.file, node: ref };
    if (ref.kind !== 'scalar' || typeof ref.value !== 'string' || ref.templated) {
      return { kind: 'unknown', reason: 'its $ref is no plain text', by };
    }
    if (step > 0) {
      seen ??= new Set([idOf(start)]);
      const id = idOf(part);
      if (seen.has(id) || step > MAX_STEPS) return { kind: 'unknown', reason: 'its $refs form a circle', by };
      seen.add(id);
    }
    through = step === 0 ? [by] : [...through, by];
    const next = follow(library, part, ref.value, by);
    if (next.kind !== 'found') return next;
    part = next.part;
  }
}

const DIRECT: readonly Part[] = [];

/** What a reference that stands in a part names, its own references not followed; `by` is where it is written. */
export function follow(library: Library, from: Part, ref: string, by: Part): Resolution {
  const target = targetOf(library, from.file, ref);
  if (target.kind === 'pointer' && !heard.has(target)) {
    heard.add(target);
    library.followed(target.file ?? from.file, target.steps);
  }
  return lookUp(library, from, ref, target, by);
}

/** The same for who shows what is written, and reads nothing in it: nobody hears of it. */
export function glimpse(library: Library, from: Part, ref: string): Resolution {
  return lookUp(library, from, ref, targetOf(library, from.file, ref), from);
}

/** What the references of each file of a library say: many of them say the same. */
const targets = new WeakMap<Library, Map<FileId, Map<string, Target>>>();

/** Those that their library has heard of. */
const heard = new WeakSet<Target>();

/** What they lead to, by the root of the document that they are looked up in. */
const found = new WeakMap<DataNode, Map<Target, Part>>();

function targetOf(library: Library, from: FileId, ref: string): Target {
  const ofLibrary = kept(targets, library, () => new Map<FileId, Map<string, Target>>());
  const ofFile = kept(ofLibrary, from, () => new Map<string, Target>());
  const beside = besideFile(library, from, ref);
  return beside === null ? ELSEWHERE : kept(ofFile, beside, () => readTarget(from, beside));
}

const ELSEWHERE: Target = { kind: 'unknown', reason: 'its $ref leads to a URL' };

/** What is kept for a key, made where nothing is. */
function kept<K, V>(
  all: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = all.get(key);
  if (value === undefined) {
    value = make();
    all.set(key, value);
  }
  return value;
}

function lookUp(library: Library, from: Part, ref: string, target: Target, by: Part): Resolution {
  if (target.kind === 'unknown') return { kind: 'unknown', reason: target.reason, by };
  const { file } = target;
  const start = file === null ? rootOf(from).node : library.rootOf(file);
  if (start === null) return { kind: 'unknown', reason: `${file} cannot be read`, by };
  const known = kept(found, start, () => new Map<Target, Part>());
  const part = known.get(target);
  if (part !== undefined) return { kind: 'found', part, through: [by] };
  let node: DataNode = start;
  for (const step of target.steps) {
    if (node.kind === 'hole') return { kind: 'unknown', reason: 'a template fills in what it leads to', by };
    const next: DataNode | null =
      node.kind === 'map'
        ? node.get(step)
        : node.kind === 'list'
          ? (node.items[Number(step)]?.value ?? null)
          : null;
    if (next === null) return { kind: 'missing', ref, by, file: file ?? from.file };
    node = next;
  }
  if (node.kind === 'hole') return { kind: 'unknown', reason: 'what it leads to cannot be read', by };
  const led = { file: file ?? from.file, node };
  known.set(target, led);
  return { kind: 'found', part: led, through: [by] };
}

/** Reads a reference: RFC 3986 for the file, RFC 6901 for the pointer behind its `#`. */
function readTarget(from: FileId, ref: string): Target {
  const hash = ref.indexOf('#');
  const path = hash < 0 ? ref : ref.slice(0, hash);
  const fragment = hash < 0 ? '' : decoded(ref.slice(hash + 1));
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('/')) {
    return ELSEWHERE;
  }
  if (fragment !== '' && !fragment.startsWith('/')) {
    return { kind: 'unknown', reason: 'its $ref names an anchor of a schema' };
  }
  const steps = fragment.split('/').slice(1);
  return {
    kind: 'pointer',
    file: path === '' ? null : joinPath(folderOf(from), decoded(path.split('?')[0] ?? '')),
    steps: steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
