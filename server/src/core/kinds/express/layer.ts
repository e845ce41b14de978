// The layers of a workspace's programs: one for each app that no other app mounts.
import type { FileState, Files } from '../../model/files';
import type { Layer } from '../../model/layer';
import { baseName } from '../../text/path';
import type { FileId } from '../../text/span';
import type { Document, KindSettings, Parse } from '../kind';
import type { Version } from './behaviour/behaviour';
import { isKnownPackage } from './behaviour/packages';
import { isLoaded, isReached } from './closure';
import { type ExpressDocument, importsExpress, isExpressDocument, parseDocument, treeOf } from './document';
import { entriesOf } from './entries';
import { openFolders } from './modules/folders';
import { installedFor } from './modules/installed';
import { isNeeded, majorOf, strictJson, versionOf } from './modules/packages';
import { openResolver, type Resolver } from './modules/resolve';
import { specifiersIn, splitSpecifier } from './modules/specifiers';
import { mayBeWritten } from './modules/written';
import { calledApps } from './program/called-apps';
import type { DraftRouter } from './program/draft';
import { isHarmless } from './program/escape';
import { exportsOf, type Sources } from './program/modules';
import { type Program, runProgram } from './program/program';
import { expressSign } from './recognise';
import { type Recorded, recordFiles } from './recorded';
import type { Router, Stack } from './stack';
import { stackOf } from './stack-of';

export type ExpressLayer = Layer & {
  readonly kind: 'express';
  readonly program: Program;
  readonly app: DraftRouter;
  readonly stack: Stack;
};

/** Whether a layer is one of Express. */
export function isExpressLayer(layer: Layer): layer is ExpressLayer {
  return layer.kind === 'express';
}

/** Runs the programs that these documents belong to and takes their apps. */
export function layersOf(
  documents: readonly ExpressDocument[],
  files: Files,
  parse: Parse<ExpressDocument>,
  settings: KindSettings,
): readonly ExpressLayer[] {
  if (!documents.some(importsExpress)) return [];
  const resolver = openResolver(files);
  const byFile = new Map(documents.map((document) => [document.file, document]));
  const { first, rest } = entriesOf(documents, resolver, (file) => specifiersOf(file, byFile, files));
  const parseJs = files.jsParser();
  if (parseJs === null) return [];
  const loaders = () => first.filter((file) => foundBy(byFile.get(file), files).length > 0);
  // Which programs look into folders is known once they have run, where they have not run before.
  for (let before = loaders(); ; ) {
    const found = before.flatMap((file) => foundBy(byFile.get(file), files));
    const documentIn = (file: FileId) => documentOf(file, byFile, files, parse);
    const packages = first.flatMap((file) => [...(knownOf(byFile.get(file))?.packages ?? [])]);
    const areThere = packages.map(([file, most]) => isLoaded([file], files, documentIn, most));
    if (!isLoaded([...first, ...found], files, documentIn) || areThere.includes(false)) return [];
    const run = (file: FileId) => programFrom(file, byFile, files, parse, settings);
    const layers = layersFrom({ first, rest }, new Set(before), run);
    const now = loaders();
    if (now.length <= before.length) return layers;
    before = now;
  }
}

/** Runs the programs that start in these files. What a program finds in folders is a part of it, and starts nothing. */
function layersFrom(
  { first, rest }: ReturnType<typeof entriesOf>,
  loaders: ReadonlySet<FileId>,
  run: (file: FileId) => Made | null,
): readonly ExpressLayer[] {
  const programs: Made[] = [];
  const reached = new Set<FileId>();
  const start = (starts: readonly FileId[]) => {
    const made = starts.flatMap((file) => run(file) ?? []);
    programs.push(...made);
    for (const { files } of made) for (const file of files) reached.add(file);
  };
  start([...loaders]);
  start(first.filter((file) => !loaders.has(file) && !reached.has(file)));
  for (const file of rest) if (!reached.has(file)) start([file]);
  return distinct(programs.flatMap(({ layers }) => layers));
}

/** A program with its layers, and what it was read from. */
type Known = {
  readonly recorded: Recorded;
  readonly made: Made | null;
  readonly settings: KindSettings;
  /** Files of installed packages that it would run, and of how many files each may be made. */
  readonly packages: ReadonlyMap<FileId, number>;
};
type Made = {
  readonly program: Program;
  readonly files: readonly FileId[];
  readonly layers: readonly ExpressLayer[];
};

/** A package that needs more files of its own is not read; one that names Express may be a program itself, and larger. */
const MAX_FILES_OF_PACKAGE = 60;
const MAX_FILES_OF_SERVER = 250;

const known = new WeakMap<ExpressDocument, Known>();

function knownOf(document: ExpressDocument | undefined): Known | undefined {
  return document === undefined ? undefined : known.get(document);
}

/** The files that the program of a document found in folders when it ran before. */
function foundBy(document: ExpressDocument | undefined, files: Files): readonly FileId[] {
  return (
    knownOf(document)
      ?.recorded.matches(files)
      .filter((file) => expressSign.mayBe(file)) ?? []
  );
}

/** Takes a text as a file of a program; what is known of the program that starts in it counts for the text before. */
export function parseAfter(file: FileId, text: string, previous?: Document): ExpressDocument {
  const document = parseDocument(file, text);
  const before = previous === undefined || !isExpressDocument(previous) ? undefined : known.get(previous);
  if (before !== undefined) known.set(document, before);
  return document;
}

/** The program that starts in a file: read anew only where a file that it rests on has changed. */
function programFrom(
  entry: FileId,
  documents: ReadonlyMap<FileId, ExpressDocument>,
  files: Files,
  parse: Parse<ExpressDocument>,
  settings: KindSettings,
): Made | null {
  const document = documents.get(entry);
  if (document === undefined) return null;
  const before = known.get(document);
  if (before?.recorded.holds(files) === true && sameGuards(before.settings, settings, entry)) {
    for (const file of before.made?.files ?? []) documentOf(file, documents, files, parse);
    return before.made;
  }
  const recorded = recordFiles(files);
  const sources = sourcesOf(recorded.files, documents, parse);
  const program = runProgram(entry, sources.sources, before?.made?.program);
  const made =
    program === null ? null : { program, files: program.files, layers: layersIn(program, sources, settings) };
  known.set(document, { recorded, made, settings, packages: sources.packages });
  return made;
}

function sameGuards(before: KindSettings, now: KindSettings, entry: FileId): boolean {
  const a = [...before.guardsOf(entry)];
  const b = [...now.guardsOf(entry)];
  return a.length === b.length && a.every(([name, scheme], i) => b[i]?.[0] === name && b[i]?.[1] === scheme);
}

function documentOf(
  file: FileId,
  documents: ReadonlyMap<FileId, ExpressDocument>,
  files: Files,
  parse: Parse<ExpressDocument>,
): ExpressDocument | null {
  const found = documents.get(file);
  if (found !== undefined) return found;
  const state = files.read(file);
  if (state?.kind !== 'text') return null;
  if (!file.includes('/node_modules/')) return parse(file, state.text);
  // What is installed is no document of the workspace: nobody wants to hear of what is wrong in it.
  const installed = ofPackages.get(state) ?? parseDocument(file, state.text);
  ofPackages.set(state, installed);
  return installed;
}

/** What a file may import, which need not be a document. */
function specifiersOf(
  file: FileId,
  documents: ReadonlyMap<FileId, ExpressDocument>,
  files: Files,
): readonly string[] {
  const found = documents.get(file);
  if (found !== undefined) return found.specifiers;
  const state = expressSign.mayBe(file) ? files.read(file) : null;
  if (state?.kind !== 'text') return [];
  const seen = seenThrough.get(state) ?? specifiersIn(state.text);
  seenThrough.set(state, seen);
  return seen;
}

const seenThrough = new WeakMap<FileState, readonly string[]>();

const ofPackages = new WeakMap<FileState, ExpressDocument>();

type OpenSources = {
  readonly sources: Sources;
  readonly resolver: Resolver;
  readonly files: Files;
  readonly packages: ReadonlyMap<FileId, number>;
};

function sourcesOf(
  files: Files,
  documents: ReadonlyMap<FileId, ExpressDocument>,
  parse: Parse<ExpressDocument>,
): OpenSources {
  const resolver = openResolver(files);
  const versions = new Map<string, string | null>();
  const packages = new Map<FileId, number>();
  const textOf = (file: FileId) => {
    return files.peek(file)?.text ?? '';
  };
  const documentIn = (file: FileId) => documentOf(file, documents, files, parse);
  // Folders may hold files of the program that nothing imports, so it is all that the workspace has.
  let all: Set<FileId> | null = null;
  const reached = () => {
    const found = all ?? new Set(documents.keys());
    if (all === null) isReached(found, files, documentIn, Number.POSITIVE_INFINITY);
    all = found;
    return [...found].flatMap((file) => documentIn(file) ?? []);
  };
  const sources: Sources = {
    tree: (file) => {
      const parseJs = files.jsParser();
      // The text counts among what the program rests on, wherever its document comes from.
      files.peek(file);
      const document = documentOf(file, documents, files, parse);
      return document === null || parseJs === null ? null : treeOf(document, parseJs);
    },
    text: textOf,
    installed: (specifier, from, hasExpress) => {
      const { name } = splitSpecifier(specifier);
      if (isKnownPackage(name) || isHarmless(name)) return null;
      const found = installedFor(specifier, from, files, resolver.manifests);
      if (found === null || (hasExpress && !found.namesExpress)) return null;
      const most = found.namesExpress ? MAX_FILES_OF_SERVER : MAX_FILES_OF_PACKAGE;
      packages.set(found.file, Math.max(most, packages.get(found.file) ?? 0));
      return isLoaded([found.file], files, documentIn, most) === true ? found.file : null;
    },
    folders: openFolders(files, resolver, textOf, (file) => mayBeWritten(file, reached())),
    json: (file) => strictJson(file, files),
    resolve: (specifier, from) => resolver.resolve(specifier, from),
    isNeeded: (name, from) => isNeeded(name, resolver.manifests(from)),
    version: (name, from) => {
      const key = `${name} ${from}`;
      const found = versions.get(key);
      if (found !== undefined) return found;
      const version = versionOf(name, resolver.manifests(from), files);
      versions.set(key, version);
      return version;
    },
  };
  return { sources, resolver, files, packages };
}

function layersIn(
  program: Program,
  { sources }: OpenSources,
  settings: KindSettings,
): readonly ExpressLayer[] {
  const apps = mainFirst(program);
  const called = calledApps(program.run.stack, apps);
  const inOrder = [...apps.filter((app) => !called.has(app)), ...called];
  return inOrder.map((app): ExpressLayer => {
    const entry = app.at.file;
    const version = sources.version('express', entry);
    const alone = stackOf(program, app, versionsOf(version), settings.guardsOf(entry));
    const stack = called.has(app) ? { ...alone, app: behindOthers(alone.app) } : alone;
    const files = [entry, ...program.files.filter((file) => file !== entry)];
    return { kind: 'express', entry, role: 'app', name: baseName(entry), files, program, app, stack };
  });
}

/** An app that handlers of another one call: what those in front of them have done is not known. */
function behindOthers(app: Router): Router {
  const { at, layers } = app;
  const reason = 'a handler of another app calls this one';
  return { ...app, layers: [{ kind: 'gap', reason, at, paths: null, presence: [] }, ...layers] };
}

/** The apps that no app mounts, those first that the first module exports: what it hands out is the one that is served. */
function mainFirst({ entry, run }: Program): readonly DraftRouter[] {
  const { routers } = run.stack;
  const apps = routers.filter(({ kind, isMounted }) => kind === 'app' && !isMounted);
  const module = run.modules.get(entry);
  if (apps.length < 2 || module === undefined) return apps;
  const exported = exportsOf(module);
  const values = exported.kind === 'object' ? [exported, ...exported.entries.values()] : [exported];
  const main = apps.filter(({ id }) => values.some((one) => one.kind === 'app' && one.id === id));
  return [...main, ...apps.filter((one) => !main.includes(one))];
}

/** The versions that a program may run on: both where nothing tells. */
function versionsOf(range: string | null): readonly Version[] {
  const major = majorOf(range);
  if (major === 5) return [5];
  return major !== null && major < 5 ? [4] : [4, 5];
}

/**
 * An app that several programs start, or one of them in several ways, is one layer, as the program that adds most to it
 * has it. A factory of apps makes one for each that gets layers of its own.
 */
function distinct(layers: readonly ExpressLayer[]): readonly ExpressLayer[] {
  const best = new Map<string, ExpressLayer>();
  const made = new Map<Program, Map<string, ReadonlySet<string>[]>>();
  for (const layer of layers) {
    const place = `${layer.entry} ${layer.app.at.span.start}`;
    const ofProgram = made.get(layer.program) ?? new Map<string, ReadonlySet<string>[]>();
    made.set(layer.program, ofProgram);
    const contents = ofProgram.get(place) ?? [];
    ofProgram.set(place, contents);
    const content = contentOf(layer.app);
    const before = contents.findIndex((one) => holds(one, content) || holds(content, one));
    const nth = before < 0 ? contents.push(content) - 1 : before;
    const key = `${place} ${nth}`;
    const other = best.get(key);
    if (other === undefined || other.app.layers.length < layer.app.layers.length) best.set(key, layer);
  }
  // Apps without layers answer nothing of their own: they come last.
  return [...best.values()].sort(
    (a, b) => Number(a.app.layers.length === 0) - Number(b.app.layers.length === 0),
  );
}

/** What an app is made of: where its layers are added. */
function contentOf({ layers }: DraftRouter): ReadonlySet<string> {
  return new Set(layers.map(({ at }) => `${at.file}:${at.span.start}`));
}

function holds(all: ReadonlySet<string>, some: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
}
