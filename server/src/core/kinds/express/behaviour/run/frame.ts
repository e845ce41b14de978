// The names that a handler sees while it runs: its own, then those of the program around it.
import type { FileId } from '../../../../text/span';
import type { Scope } from '../../values';
import { type Datum, UNDEFINED } from '../datum';
import { datumOf } from './outside';

/** The invariant: a name belongs to the nearest frame that declares it, and assignments change it there. */
export class Frame {
  private readonly names = new Map<string, Datum>();
  readonly file: FileId;

  constructor(
    readonly parent: Frame | null,
    readonly scope: Scope,
    readonly self: Datum,
    /** Whether the function is async, so that `await` may stand in it. */
    readonly isFunction: boolean,
  ) {
    this.file = scope.file;
  }

  /** A frame for a block in this one. */
  inner(): Frame {
    return new Frame(this, this.scope, this.self, false);
  }

  declare(name: string, value: Datum): void {
    this.names.set(name, value);
  }

  /** `null` where nobody declares the name. */
  lookup(name: string): Datum | null {
    for (let frame: Frame | null = this; frame !== null; frame = frame.parent) {
      const found = frame.names.get(name);
      if (found !== undefined) return found;
    }
    const outside = this.scope.lookup(name);
    return outside === null ? null : datumOf(outside);
  }

  /** Changes a name; what is not the handler's own is changed for the rest of this run only. */
  assign(name: string, value: Datum): void {
    for (let frame: Frame | null = this; frame !== null; frame = frame.parent) {
      if (frame.names.has(name) || frame.parent === null) {
        frame.names.set(name, value);
        return;
      }
    }
  }

  /** The frame to which `var` belongs. */
  get functionFrame(): Frame {
    let frame: Frame = this;
    while (!frame.isFunction && frame.parent !== null) frame = frame.parent;
    return frame;
  }

  declareUndefined(name: string): void {
    if (!this.names.has(name)) this.names.set(name, UNDEFINED);
  }
}
