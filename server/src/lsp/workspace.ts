// The workspace as the server keeps it: open documents over the host's files, one analysis at a time.
import {
  type Analysis,
  type Chars,
  type ConfigFile,
  type FileId,
  isInside,
  type Overrides,
  type Site,
} from '../core';
import type { Host } from '../host/files';
import { Session } from '../host/session';
import { Texts } from './to-lsp';

/** How long to wait for the next keystroke, in milliseconds. */
const QUIET_MS = 150;

export type Analysed = (analysis: Analysis, milliseconds: number) => void;

/** A document as the editor has it. */
export type OpenText = {
  readonly text: Chars;
  readonly version: number;
  /** Whether it is to be read even where no kind recognises it. */
  readonly isNamed: boolean;
};

/** Serialises what touches the session, runs analyses after changes, and drops those that a newer change overtakes. */
export class Workspace {
  readonly texts: Texts;
  readonly #session: Session;
  #roots: readonly FileId[];
  readonly #analysed: Analysed;
  readonly #failed: (error: unknown) => void;
  /** The versions of the open documents, as the session has their texts. */
  readonly #versions = new Map<FileId, number>();
  #queue: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generation = 0;
  #analysis: Analysis | null = null;
  #waiting: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  #ended = false;

  constructor(host: Host, roots: readonly FileId[], analysed: Analysed, failed: (error: unknown) => void) {
    this.#roots = roots;
    this.#session = new Session(host, { top: (folder) => this.rootOf(folder) });
    this.#analysed = analysed;
    this.#failed = failed;
    this.texts = new Texts((file) => this.#session.chars(file));
  }

  /** The folder of the workspace that a folder is in; the folder itself outside of all. */
  rootOf(folder: FileId): FileId {
    return this.#roots.find((root) => folder === root || isInside(root, folder)) ?? folder;
  }

  /** The settings file that is for the files of a folder. */
  configOf(folder: FileId): ConfigFile | null {
    const above = this.#session
      .configs()
      .filter((config) => config.folder === folder || isInside(config.folder, folder));
    return above.reduce<ConfigFile | null>(
      (nearest, one) => (nearest !== null && nearest.folder.length >= one.folder.length ? nearest : one),
      null,
    );
  }

  /** Takes other severities, and analyses anew where they differ. */
  override(overrides: Overrides): void {
    this.#session.override(overrides);
    this.schedule(0);
  }

  /** Searches the folders of the workspace, and analyses what is there. */
  discover(roots: readonly FileId[]): void {
    this.#roots = roots;
    this.#enqueue(() => this.#session.discover(roots)).catch(this.#failed);
    this.schedule(0);
  }

  /** Takes the text of a document that was opened. */
  open(file: FileId, document: OpenText): void {
    this.#take(file, document, 0);
  }

  /** Takes a further version of an open document; a version that is known already changes nothing. */
  change(file: FileId, document: OpenText): void {
    if (this.#versions.get(file) !== document.version) this.#take(file, document, QUIET_MS);
  }

  #take(file: FileId, { text, version, isNamed }: OpenText, delay: number): void {
    this.#versions.set(file, version);
    this.#session.open(file, text, isNamed);
    this.schedule(delay);
  }

  close(file: FileId): void {
    this.#versions.delete(file);
    this.texts.forget(file);
    this.#session.close(file);
    this.schedule(0);
  }

  /** The version of an open document that is analysed; `null` for other files. */
  version(file: FileId): number | null {
    return this.#versions.get(file) ?? null;
  }

  /** The documents that are open. */
  openFiles(): readonly FileId[] {
    return [...this.#versions.keys()];
  }

  changed(files: readonly FileId[]): void {
    this.#session.changed(files);
    this.schedule(0);
  }

  /** Analyses soon; further changes before then are waited for. */
  schedule(delay: number): void {
    if (this.#ended) return;
    this.#generation++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), delay);
  }

  /** The analysis of the workspace as it is now, once there is one. */
  async current(): Promise<Analysis> {
    while (this.#analysis === null || this.#timer !== undefined) {
      await new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    }
    return this.#analysis;
  }

  /** Something to be asked of the session between two analyses. */
  ask<T>(question: (session: Session, site: Site) => Promise<T>): Promise<T> {
    return this.current().then((analysis) => this.#enqueue(() => question(this.#session, analysis)));
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #run(): Promise<void> {
    const generation = this.#generation;
    try {
      await this.#enqueue(async () => {
        if (generation !== this.#generation) return;
        const start = Date.now();
        const analysis = await this.#session.analyze();
        if (generation !== this.#generation) return;
        this.#analysis = analysis;
        this.#timer = undefined;
        this.#analysed(analysis, Date.now() - start);
        for (const { resolve } of this.#waiting.splice(0)) resolve();
      });
    } catch (error) {
      this.#timer = undefined;
      this.#failed(error);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    }
  }

  #enqueue<T>(step: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(step, step);
    this.#queue = next.catch(() => {});
    return next;
  }
}
