// Finds the settings files that are for the files of a session: the nearest one upward from each folder.

import { loadSettings } from '#parts';
import {
  CONFIG_NAMES,
  type ConfigFile,
  type FileId,
  folderOf,
  isInside,
  joinPath,
  RULE_INFOS,
} from '../core';

export type LookupOptions = {
  readonly config?: FileId;
  readonly top?: (folder: FileId) => FileId | null;
};

const RULE_IDS = RULE_INFOS.map(({ id }) => id);

/** Remembers for each folder which settings file is in it, if any. */
export class ConfigLookup {
  readonly #textOf: (file: FileId) => Promise<string | null>;
  readonly #options: LookupOptions;
  readonly #folders = new Map<FileId, ConfigFile | null>();
  #only: ConfigFile | null = null;
  /** How often something was forgotten. */
  #changes = 0;

  constructor(textOf: (file: FileId) => Promise<string | null>, options: LookupOptions) {
    this.#textOf = textOf;
    this.#options = options;
  }

  /** All settings files that were found. */
  all(): readonly ConfigFile[] {
    if (this.#only !== null) return [this.#only];
    return [...this.#folders.values()].filter((config) => config !== null);
  }

  /** Looks into these folders and all above them; answers whether a settings file was found that was not known. */
  async load(folders: Iterable<FileId>): Promise<boolean> {
    if (this.#options.config !== undefined) return this.#loadOnly(this.#options.config);
    let isNew = false;
    for (const folder of folders) {
      const top = this.#options.top?.(folder) ?? null;
      for (let at = folder; ; at = parentOf(at)) {
        if (!this.#folders.has(at)) {
          const config = await this.#unchanged(() => this.#inFolder(at));
          this.#folders.set(at, config);
          isNew ||= config !== null;
        }
        if (at === top || at === parentOf(at)) break;
      }
    }
    return isNew;
  }

  /** Forgets the settings files that are for none of these files. */
  keepFor(files: readonly FileId[]): void {
    for (const [folder, config] of this.#folders) {
      if (config !== null && !files.some((file) => isInside(folder, file))) this.#folders.delete(folder);
    }
  }

  /** Forgets what is in a folder, since a settings file came, went or changed there. */
  forget(folder: FileId): void {
    this.#folders.delete(folder);
    this.#only = null;
    this.#changes++;
  }

  /** What is found without a settings file coming, going or changing while it is looked for. */
  async #unchanged<T>(look: () => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.#changes;
      const found = await look();
      if (before === this.#changes) return found;
    }
  }

  async #loadOnly(file: FileId): Promise<boolean> {
    if (this.#only !== null) return false;
    const text = await this.#textOf(file);
    if (text === null) return false;
    this.#only = await read(file, text, '');
    return true;
  }

  async #inFolder(folder: FileId): Promise<ConfigFile | null> {
    for (const name of CONFIG_NAMES) {
      const file = joinPath(folder, name);
      const text = await this.#textOf(file);
      if (text !== null) return read(file, text);
    }
    return null;
  }
}

/** Reads a settings file, with the part of the core that few runs need. */
async function read(file: FileId, text: string, folder?: FileId): Promise<ConfigFile> {
  const { readConfig } = await loadSettings();
  return readConfig(file, text, RULE_IDS, folder);
}

/** The folder above, or the folder itself where there is none. */
function parentOf(folder: FileId): FileId {
  return folder.includes('/') ? folderOf(folder) : folder;
}
