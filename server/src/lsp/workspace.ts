// The workspace as the server keeps it: open documents over the host's files, one analysis at a time.
import type { Analysis, FileId, Overrides, Site } from '../core';
import type { Host } from '../host/files';
import { Session } from '../host/session';
import { Texts } from './to-lsp';

/** How long to wait for the next keystroke, in milliseconds. */
const QUIET_MS = 150;

export type Analysed = (analysis: Analysis, milliseconds: number) => void;

/** Serialises what touches the session, runs analyses after changes, and drops those that a newer change overtakes. */
export class Workspace {
  readonly texts: Texts;
  readonly #session: Session;
  readonly #analysed: Analysed;
  readonly #failed: (error: unknown) => void;
  #queue: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generation = 0;
  #analysis: Analysis | null = null;
  #waiting: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  #ended = false;

  constructor(host: Host, roots: readonly FileId[], analysed: Analysed, failed: (error: unknown) => void) {
    const top = (folder: FileId) =>
      roots.find((root) => folder === root || folder.startsWith(`${root}/`)) ?? folder;
    this.#session = new Session(host, { top });
    this.#analysed = analysed;
    this.#failed = failed;
    this.texts = new Texts((file) => this.#session.text(file));
  }

  /** Takes other severities, and analyses anew where they differ. */
  override(overrides: Overrides): void {
    this.#session.override(overrides);
    this.schedule(0);
  }

  /** Searches the folders of the workspace, and analyses what is there. */
  discover(roots: readonly FileId[]): void {
    void this.#enqueue(async () => {
      await this.#session.discover(roots);
    });
    this.schedule(0);
  }

  open(file: FileId, text: string, isNamed: boolean): void {
    this.#session.open(file, text, isNamed);
    this.schedule(0);
  }

  change(file: FileId, text: string, isNamed: boolean): void {
    this.#session.open(file, text, isNamed);
    this.schedule(QUIET_MS);
  }

  close(file: FileId): void {
    this.#session.close(file);
    this.schedule(0);
  }

  changed(files: readonly FileId[]): void {
    this.#session.changed(files);
    this.schedule(0);
  }

  text(file: FileId): string | null {
    return this.#session.text(file);
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
