// Follows `include` as ngx_conf_include (src/core/ngx_conf_file.c) does: relative to the main file's folder,
// globs sorted and allowed to match nothing, any other file obliged to exist.
import type { Files } from '../../../model/files';
import type { Directive } from '../../../syntax/nginx';
import { baseName } from '../../../text/path';
import type { FileId, Place } from '../../../text/span';
import type { Parse } from '../../kind';
import type { NginxDocument } from '../document';
import { knownFile } from './known-files';
import { isOwn, type Layout, resolveConf } from './layout';
import type { Gap, Line, Lines } from './lines';
import { isGlob } from './reach';

/** nginx has no limit on includes; a circle of them ends in "too many open files". */
const MAX_INCLUDES = 5000;

export type IncludeProblem = {
  readonly kind: 'missing' | 'circle' | 'folder' | 'unreadable';
  readonly at: Place;
  readonly path: string;
  readonly message: string;
};

export type Expanded = {
  readonly lines: Lines;
  readonly documents: ReadonlyMap<FileId, NginxDocument>;
  readonly problems: readonly IncludeProblem[];
};

type Reading = {
  readonly layout: Layout;
  readonly files: Files;
  readonly parse: Parse<NginxDocument>;
  readonly documents: Map<FileId, NginxDocument>;
  readonly problems: Map<string, IncludeProblem>;
  /** The files that are being read, outermost first. */
  readonly open: FileId[];
  /** Paths by what is written in an include. */
  readonly paths: Map<string, FileId>;
  count: number;
};

/** Reads an entry file with all that it includes. */
export function expand(
  entry: NginxDocument,
  layout: Layout,
  files: Files,
  parse: Parse<NginxDocument>,
): Expanded {
  const reading: Reading = {
    layout,
    files,
    parse,
    documents: new Map([[entry.file, entry]]),
    problems: new Map(),
    open: [entry.file],
    paths: new Map(),
    count: 0,
  };
  const lines = expandFile(entry, reading);
  return {
    lines,
    documents: reading.documents,
    problems: [...reading.problems.values()],
  };
}

function expandFile(document: NginxDocument, reading: Reading): Lines {
  return expandAll(document.tree.directives, document.tree.holes, document.file, reading);
}

type Span = { readonly start: number; readonly end: number };

function expandAll(
  directives: readonly Directive[],
  holes: readonly Span[],
  file: FileId,
  reading: Reading,
): Lines {
  const list: Line[] = [];
  const gaps: Gap[] = holes.map((span) => ({ file, span, reason: 'a template statement' }));
  for (const node of directives) {
    if (node.name.value === 'include' && node.body === null) {
      const included = include(node, file, reading);
      for (const line of included.list) list.push(line);
      for (const gap of included.gaps) gaps.push(gap);
    } else {
      if (node.name.hole) gaps.push({ file, span: node.name.span, reason: 'a template statement' });
      const body =
        node.body === null ? null : expandAll(node.body.directives, node.body.holes, file, reading);
      list.push({ name: node.name.value, args: node.args, file, node, body });
    }
  }
  return { list, gaps };
}

function include(node: Directive, file: FileId, reading: Reading): Lines {
  const word = node.args[0];
  if (word === undefined) return { list: [], gaps: [] };
  const at: Place = { file, span: word.span };
  if (word.hole || word.value.includes('${')) return gap(at, `include ${word.value}`);
  const known = reading.layout.elsewhere === true ? knownFile(word.value) : null;
  if (known !== null) return expandFile(reading.parse(word.value, known), reading);
  if (reading.layout.elsewhere === true) return gap(at, `include ${word.value} is not among the files`);
  const path = resolved(word.value, reading);
  if (!isGlob(path)) return includeFile(path, word.value, at, reading);
  const matches = reading.files.glob(path);
  if (matches === null) return gap(at, `include ${word.value} is not read yet`);
  const all = matches.map((match) => includeFile(match, matchAsWritten(word.value, match), at, reading));
  return { list: all.flatMap((lines) => lines.list), gaps: all.flatMap((lines) => lines.gaps) };
}

/** A file that a pattern matched, with the folder as its author wrote it where that is no pattern. */
function matchAsWritten(pattern: string, match: FileId): string {
  const folder = pattern.replace(/[^/]*$/, '');
  return isGlob(folder) ? match : folder + baseName(match);
}

/** The path that an include names; the same names come again and again. */
function resolved(written: string, { layout, paths }: Reading): FileId {
  let path = paths.get(written);
  if (path === undefined) {
    path = resolveConf(layout, written);
    paths.set(written, path);
  }
  return path;
}

function gap(at: Place, reason: string): Lines {
  return { list: [], gaps: [{ ...at, reason }] };
}

function problem(
  reading: Reading,
  kind: IncludeProblem['kind'],
  at: Place,
  path: string,
  message: string,
): void {
  reading.problems.set(`${at.file} ${at.span.start} ${path}`, { kind, at, path, message });
}

function includeFile(path: FileId, written: string, at: Place, reading: Reading): Lines {
  if (reading.open.includes(path)) {
    problem(reading, 'circle', at, path, `"${written}" includes itself: nginx would never come to an end.`);
    return { list: [], gaps: [] };
  }
  const document = load(path, written, at, reading);
  if ('list' in document) return document;
  if (reading.count++ >= MAX_INCLUDES) return gap(at, `more than ${MAX_INCLUDES} includes`);
  reading.open.push(path);
  const lines = expandFile(document, reading);
  reading.open.pop();
  return lines;
}

/** The parsed file, or the lines (none, with a gap) that stand for one that cannot be read. */
function load(path: FileId, written: string, at: Place, reading: Reading): NginxDocument | Lines {
  const before = reading.documents.get(path);
  if (before !== undefined) return before;
  const state = reading.files.read(path);
  if (state?.kind === 'text') {
    const document = reading.parse(path, state.text);
    reading.documents.set(path, document);
    return document;
  }
  if (state === null) return gap(at, `include ${written} is not read yet`);
  const known = knownFile(written);
  if (known !== null) return reading.parse(path, known);
  if (state.kind === 'folder') {
    problem(
      reading,
      'folder',
      at,
      path,
      `"${written}" is a folder: nginx does not start. Write "${written}/*.conf".`,
    );
  } else if (state.kind === 'unreadable') {
    problem(reading, 'unreadable', at, path, `"${written}" cannot be read: ${state.reason}.`);
  } else if (isOwn(reading.layout, written)) {
    problem(reading, 'missing', at, path, `"${written}" does not exist: nginx does not start without it.`);
  }
  return gap(at, `include ${written} is not among the files`);
}
