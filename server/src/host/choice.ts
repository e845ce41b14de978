// Which of the files that were found are to be looked at: by their names, and by what the settings say.
import { type ConfigFile, type FileId, folderOf, KINDS, openSettings } from '../core';

/** Files whose texts are looked at; `asked`: those that the settings ask for. */
export type Choice = { readonly asked: readonly FileId[]; readonly ofKinds: readonly FileId[] };

/** Only so many files found in folders are looked at since the settings ask for them. */
const MAX_ASKED = 2000;

/** Chooses anew where other files were found or other settings are there, and notes where there are too many. */
export class Chooser {
  readonly #note: (file: FileId, message: string) => void;
  #found: readonly FileId[] = [];
  #configs: readonly ConfigFile[] = [];
  #choice: Choice | null = null;

  constructor(note: (file: FileId, message: string) => void) {
    this.#note = note;
  }

  choose(found: readonly FileId[], configs: readonly ConfigFile[]): Choice {
    const isSame =
      found === this.#found &&
      configs.length === this.#configs.length &&
      configs.every((config, i) => config === this.#configs[i]);
    if (this.#choice !== null && isSame) return this.#choice;
    this.#found = found;
    this.#configs = configs;
    this.#choice = this.#find(found, configs);
    return this.#choice;
  }

  #find(all: readonly FileId[], configs: readonly ConfigFile[]): Choice {
    const settings = openSettings(configs);
    const found = all.filter((file) => settings.covers(file));
    const asked = this.#first(
      found.filter((file) => settings.includes(file) === true),
      MAX_ASKED,
    );
    const unasked = found.filter((file) => settings.includes(file) === null);
    const ofKinds = KINDS.flatMap((kind) =>
      this.#first(
        unasked.filter((file) => kind.mayBe(file)),
        kind.reading.maxFiles,
      ),
    );
    return { asked, ofKinds };
  }

  /** No more files than are to be looked at. */
  #first(files: readonly FileId[], limit: number): readonly FileId[] {
    if (files.length > limit) {
      const message = `There are ${files.length} files to look at: only the first ${limit} are. Name folders, or use "exclude".`;
      this.#note(folderOf(files[0] ?? ''), message);
    }
    return files.slice(0, limit);
  }
}
