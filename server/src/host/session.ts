// A session: one workspace over time. It loads what the analysis wants, keeps what was parsed, and answers questions.

import { loadPart } from '#parts';
import {
  type Analysis,
  type AnalysisInput,
  type AskOptions,
  baseName,
  type Catalogue,
  type Chars,
  CONFIG_NAMES,
  type ConfigFile,
  catalogueOf,
  charsOf,
  type Decision,
  decide,
  type FileId,
  type FileState,
  folderOf,
  inByteOrder,
  isInside,
  KINDS,
  lint,
  type Overrides,
  type ParseJs,
  type Part,
  type PartId,
  type ReadError,
  type Request,
  read,
  type Site,
  type Snapshot,
  type TextState,
  textStateOf,
  type Want,
} from '../core';
import { Chooser } from './choice';
import { ConfigLookup } from './configs';
import type { Discovery, Host, Matches, Read } from './files';

export type SessionOptions = {
  /** A settings file that is for all files, whatever lies beside them. */
  readonly config?: FileId;
  /** Severities that count more than those of the settings files. */
  readonly overrides?: Overrides;
  /** The folder above which no settings are looked for, for a file's folder; the root of the file system without it. */
  readonly top?: (folder: FileId) => FileId | null;
};

/** Each round loads what the round before wanted; includes and references that nest deeper end in an error. */
const MAX_ROUNDS = 64;

/** So many files are read at the same time: each of them takes a handle and its text's memory. */
const MAX_READS = 64;

/**
 * Holds what was loaded of a workspace. What an editor has open counts instead of what is on the disk.
 * Calls of `analyze` and `explain` are to be made one after the other.
 */
export class Session {
  readonly #host: Host;
  readonly #configs: ConfigLookup;
  readonly #chooser = new Chooser((file, message) => this.#note(file, message));
  #overrides: Overrides | undefined;
  readonly #states = new Map<FileId, FileState>();
  readonly #globs = new Map<string, readonly FileId[]>();
  /** Texts that count instead of those on the disk. */
  readonly #texts = new Map<FileId, TextState>();
  /** The files among them that are a part of the workspace whatever refers to them, and whether they were named. */
  readonly #open = new Map<FileId, { readonly isNamed: boolean }>();
  /** What the host is being asked; `path` is `null` where any change may be one of the answer. */
  readonly #looks = new Set<{ readonly path: FileId | null; isStale: boolean }>();
  readonly #problems = new Map<string, ReadError>();
  /** Files found in folders that are of no kind although their names may be; their texts are not kept. */
  readonly #foreign = new Set<FileId>();
  /** Files of which only the text tells whether they are of a kind. */
  #untold: ReadonlySet<FileId> = new Set();
  #found: readonly FileId[] = [];
  #named: ReadonlySet<FileId> = new Set();
  #starts: readonly FileId[] = [];
  #site: Site | undefined;
  #runs: Analysis['runs'] | undefined;
  /** The parts of the core that its files needed so far. */
  readonly #parts = new Map<PartId, Part>();
  /** The parser of JavaScript; `null` where it cannot be loaded. */
  #parseJs: ParseJs | null | undefined;

  constructor(host: Host, options: SessionOptions = {}) {
    this.#host = host;
    this.#overrides = options.overrides;
    this.#configs = new ConfigLookup((file) => this.#text(file), options);
  }

  /**
   * Searches folders and looks up files; from now on these are the workspace.
   * Answers which of them are files themselves, and which do not exist.
   */
  async discover(paths: readonly string[]): Promise<Pick<Discovery, 'named' | 'missing'>> {
    const { folders, found, named, problems, missing } = await this.#host.discover(paths);
    const settings = found.filter(isConfig);
    this.#found = settings.length === 0 ? found : found.filter((file) => !isConfig(file));
    this.#named = new Set(named);
    this.#starts = [...folders, ...settings.map(folderOf), ...named.map(folderOf)];
    this.#configs.keepFor([...found, ...named, ...this.#open.keys()]);
    this.#problems.clear();
    for (const problem of problems) this.#note(problem.file, problem.message);
    return { named, missing };
  }

  /**
   * Makes a text a part of the workspace, instead of the file's own.
   * @param isNamed whether it is to be read even where no kind recognises it
   */
  open(file: FileId, text: Chars, isNamed = false): void {
    this.replace(file, text);
    this.#open.set(file, { isNamed });
  }

  /** Takes a text instead of the file's own, if anything refers to that file. */
  replace(file: FileId, text: Chars): void {
    this.#texts.set(file, textStateOf(text));
    if (isConfig(file)) this.#configs.forget(folderOf(file));
  }

  /** Takes other severities that count more than those of the settings files. */
  override(overrides: Overrides): void {
    this.#overrides = overrides;
  }

  /** Goes back to the text on the disk. */
  close(file: FileId): void {
    this.#texts.delete(file);
    this.#open.delete(file);
    this.changed([file]);
  }

  /** The text that counted instead of the file's own is the file's own now. */
  saved(file: FileId): void {
    const state = this.#texts.get(file);
    this.close(file);
    if (state !== undefined) this.#states.set(file, state);
  }

  /** Forgets what was loaded of files that changed, came or went on the disk; of a folder, all that was in it. */
  changed(paths: readonly FileId[]): void {
    const folders = paths.filter((path) => this.#states.get(path)?.kind !== 'text');
    const told = new Set(paths);
    const others = [...this.#states.keys()].filter((file) => !told.has(file));
    const files = [...paths, ...others.filter((file) => folders.some((path) => isInside(path, file)))];
    for (const look of this.#looks) look.isStale ||= look.path === null || files.includes(look.path);
    for (const file of files) {
      this.#states.delete(file);
      this.#foreign.delete(file);
      if (isConfig(file)) this.#configs.forget(folderOf(file));
    }
    this.#globs.clear();
  }

  /** The text of a file as the last analysis saw it. */
  text(file: FileId): string | null {
    const chars = this.chars(file);
    return chars === null ? null : String(chars);
  }

  /** The same as it was given, in pieces perhaps. */
  chars(file: FileId): Chars | null {
    const state = this.#texts.get(file) ?? this.#states.get(file);
    return state?.kind === 'text' ? charsOf(state) : null;
  }

  /** The settings files that were found, as the last analysis saw them. */
  configs(): readonly ConfigFile[] {
    return this.#configs.all();
  }

  /** The files that were loaded or asked for so far. */
  files(): readonly FileId[] {
    return [...this.#states.keys()];
  }

  /** Analyses the workspace as it is now. */
  async analyze(): Promise<Analysis> {
    return this.#settle(true);
  }

  /** The same without what the rules find: for those who only ask who answers, rules would take most of the time. */
  async survey(): Promise<Analysis> {
    return this.#settle(false);
  }

  async #settle(hasRules: boolean): Promise<Analysis> {
    await this.#configs.load(new Set([...this.#starts, ...[...this.#open.keys()].map(folderOf)]));
    for (let round = 0; ; round++) {
      const input = this.#input();
      const site = read(input, this.#catalogue(), this.#site);
      this.#site = site;
      const more = await this.#load(site.wanted);
      const folders = new Set([...site.documents.keys()].map(folderOf));
      const settled = !(await this.#configs.load(folders)) && !more;
      if (!settled && round < MAX_ROUNDS) continue;
      const catalogue = this.#catalogue();
      const asked = hasRules ? catalogue : { ...catalogue, rules: [] };
      const analysis = lint(site, input, asked, this.#runs);
      if (hasRules) this.#runs = analysis.runs;
      if ((await this.#load(analysis.wanted)) && round < MAX_ROUNDS) continue;
      if (round >= MAX_ROUNDS) this.#noteUnread(analysis);
      return { ...analysis, errors: sortErrors([...this.#problems.values(), ...analysis.errors]) };
    }
  }

  /**
   * What the last analysis's site does with a request; `null` where it has no layer that the request could be asked of.
   * Requests that share a cache find there what earlier ones left.
   */
  async explain(analysis: Site, request: Request, options: AskOptions = {}): Promise<Decision | null> {
    const { cache = new Map() } = options;
    for (let round = 0; ; round++) {
      // What a round without all files leaves in the cache must not answer the next one.
      const attempt = { ...options, cache: new Map(cache) };
      const site = { ...analysis, snapshot: this.#snapshot() };
      const { decision, wanted } = decide(site, request, attempt);
      if (round < MAX_ROUNDS && (await this.#load(wanted))) continue;
      for (const [key, answer] of attempt.cache) cache.set(key, answer);
      return decision;
    }
  }

  /** Asks something of a site that may want further files, and asks again once they are loaded. */
  async ask<T>(
    site: Site,
    question: (site: Site) => { readonly value: T; readonly wanted: readonly Want[] },
  ): Promise<T> {
    for (let round = 0; ; round++) {
      const { value, wanted } = question({ ...site, snapshot: this.#snapshot() });
      if (round >= MAX_ROUNDS || !(await this.#load(wanted))) return value;
    }
  }

  #catalogue(): Catalogue {
    return catalogueOf([...this.#parts.values()]);
  }

  #input(): AnalysisInput {
    const overrides = this.#overrides;
    const configs = this.#configs.all();
    const { asked, ofKinds } = this.#chooser.choose(this.#found, configs);
    const candidates = [...asked, ...ofKinds.filter((file) => !this.#foreign.has(file))];
    const open = [...this.#open.keys()].filter((file) => !isConfig(file));
    const namedTexts = open.filter((file) => this.#open.get(file)?.isNamed === true);
    const named = new Set([...[...this.#named].filter((file) => !isConfig(file)), ...namedTexts]);
    // Which files are open is no matter to who answers first, and to where programs start.
    const files = [...new Set([...named, ...inByteOrder(new Set([...open, ...candidates]))])];
    const told = new Set([...named, ...open, ...asked]);
    this.#untold = new Set(candidates.filter((file) => !told.has(file) && !isTold(file)));
    const input = { snapshot: this.#snapshot(), files, configs, named };
    return overrides === undefined ? input : { ...input, overrides };
  }

  /**
   * What is known now. What is missing is looked up where the host can do that at once: rules and programs are spared
   * another round for each file that they ask for.
   */
  #snapshot(): Snapshot {
    const files = new Map(this.#states);
    for (const [file, state] of this.#texts) files.set(file, state);
    const globs = new Map(this.#globs);
    const { atOnce } = this.#host;
    const lookUp = (want: Want) => {
      if (atOnce === undefined) return;
      if (want.kind === 'glob') {
        const known = this.#globs.get(want.pattern);
        globs.set(want.pattern, known ?? this.#keepGlob(want.pattern, atOnce.glob(want.pattern)));
      } else if (want.kind === 'stat') {
        const known = this.#states.get(want.path);
        files.set(want.path, known ?? this.#keepState(want.path, atOnce.stat(want.path)));
      } else if (want.kind === 'read') {
        const known = this.#states.get(want.path);
        const isKnown = known !== undefined && known.kind !== 'file';
        files.set(want.path, isKnown ? known : this.#keepRead(want.path, atOnce.read(want.path)));
      }
    };
    const parser = this.#parseJs;
    return { files, globs, lookUp, ...(parser === undefined || parser === null ? {} : { parseJs: parser }) };
  }

  /** Loads what is wanted and not there yet; answers whether there was anything. */
  async #load(wanted: readonly Want[]): Promise<boolean> {
    const missing = wanted.filter((want) => !this.#has(want));
    for (let start = 0; start < missing.length; start += MAX_READS) {
      await Promise.all(missing.slice(start, start + MAX_READS).map((want) => this.#fetch(want)));
    }
    return missing.length > 0;
  }

  #has(want: Want): boolean {
    if (want.kind === 'glob') return this.#globs.has(want.pattern);
    if (want.kind === 'part') return this.#parts.has(want.part);
    if (want.kind === 'jsParser') return this.#parseJs !== undefined;
    if (this.#texts.has(want.path)) return true;
    const state = this.#states.get(want.path);
    return state !== undefined && (want.kind === 'stat' || state.kind !== 'file');
  }

  async #fetch(want: Want): Promise<void> {
    switch (want.kind) {
      case 'stat':
        this.#keepState(want.path, await this.#look(want.path, () => this.#host.stat(want.path)));
        return;
      case 'read': {
        const read = await this.#look(want.path, () => this.#host.read(want.path));
        if (this.#untold.has(want.path) && !isOfAnyKind(want.path, read.state)) this.#foreign.add(want.path);
        else this.#keepRead(want.path, read);
        return;
      }
      case 'part':
        this.#parts.set(want.part, await loadPart(want.part));
        return;
      case 'jsParser':
        this.#parseJs = await this.#host.loadJsParser().catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          this.#note(this.#found[0] ?? '', `JavaScript cannot be read: ${reason}.`);
          return null;
        });
        return;
      case 'glob': {
        this.#keepGlob(want.pattern, await this.#look(null, () => this.#host.glob(want.pattern)));
      }
    }
  }

  /** What the host answers; it is asked again where a change came before the answer, which may be from before that. */
  async #look<T>(path: FileId | null, ask: () => Promise<T>): Promise<T> {
    for (;;) {
      const look = { path, isStale: false };
      this.#looks.add(look);
      const answer = await ask().finally(() => this.#looks.delete(look));
      if (!look.isStale) return answer;
    }
  }

  #keepState(path: FileId, state: FileState): FileState {
    this.#states.set(path, state);
    return state;
  }

  #keepRead(path: FileId, { state, problem }: Read): FileState {
    if (problem !== null) this.#note(path, problem);
    // A file that is not read after all must not be wanted for ever.
    return this.#keepState(
      path,
      state.kind === 'file' ? { kind: 'unreadable', reason: 'it was not read' } : state,
    );
  }

  #keepGlob(pattern: string, { files, problem }: Matches): readonly FileId[] {
    this.#globs.set(pattern, files);
    if (problem !== null) this.#note(pattern, `Not all files are read: ${problem}.`);
    return files;
  }

  async #text(file: FileId): Promise<string | null> {
    await this.#load([{ kind: 'read', path: file }]);
    return this.text(file);
  }

  #note(file: FileId, message: string): void {
    this.#problems.set(`${file} ${message}`, { file, message });
  }

  #noteUnread(analysis: Analysis): void {
    const file = analysis.layers[0]?.entry ?? this.#found[0] ?? '';
    this.#note(file, `Its files include each other more than ${MAX_ROUNDS} deep: not all of them are read.`);
  }
}

/** Whether a file's name says what it is. */
function isTold(file: FileId): boolean {
  return KINDS.some((kind) => kind.reading.namesTell && kind.mayBe(file));
}

function isOfAnyKind(file: FileId, state: FileState): boolean {
  return state.kind === 'text' && KINDS.some((kind) => kind.mayBe(file) && kind.recognises(file, state.text));
}

function isConfig(file: FileId): boolean {
  return CONFIG_NAMES.includes(baseName(file));
}

function sortErrors(errors: readonly ReadError[]): readonly ReadError[] {
  const key = ({ file, message }: ReadError) => `${file}\n${message}`;
  const unique = new Map(errors.map((error) => [key(error), error]));
  return [...unique.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
