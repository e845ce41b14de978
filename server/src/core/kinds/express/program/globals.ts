// Global names of a program: those that modules assign to without declaring them, and members of `global`.
import type { FileId } from '../../../text/span';
import type { Value } from '../values';
import { type Run, write } from './run';

/**
 * What modules put there, one object for all runs of a program in which modules are taken over. The invariant: what a
 * module sees here is its own, unless `isShared`, and then all modules run again.
 */
export class Globals {
  readonly names = new Map<string, Value>();
  readonly #writers = new Map<string, FileId>();
  /** Names that were not there, each with the file that asked; `null` for several. */
  readonly #missed = new Map<string, FileId | null>();
  /** Whether a module has asked for a name that is another's. */
  isShared = false;

  /** What a name stands for in a file; `null` for one that no module has put there. */
  ask(name: string, file: FileId): Value | null {
    const value = this.names.get(name);
    if (value === undefined) this.#missed.set(name, (this.#missed.get(name) ?? file) === file ? file : null);
    else if (this.#writers.get(name) !== file) this.isShared = true;
    return value ?? null;
  }

  put(run: Run, name: string, value: Value, file: FileId): void {
    const others = [this.#writers.get(name), this.#missed.get(name)];
    if (others.some((other) => other !== undefined && other !== file)) this.isShared = true;
    this.#writers.set(name, file);
    write(run, this.names, name, value);
  }

  /** Takes back what a file put there, before it runs again. */
  forget(file: FileId): void {
    for (const [name, writer] of this.#writers) {
      if (writer !== file) continue;
      this.#writers.delete(name);
      this.names.delete(name);
    }
  }
}
