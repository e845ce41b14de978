// The names that a handler sees while it runs: its own, then those of the program around it.
import type { Expression } from '../../../../syntax/js/tree';
import type { FileId, Place } from '../../../../text/span';
import type { Scope } from '../../values';
import { type Datum, list, type Promised, UNDEFINED } from '../datum';
import { datumOf } from './outside';

/** The invariant: a name belongs to the nearest frame that declares it, and assignments change it there. */
export class Frame {
  readonly file: FileId;
  /** Most frames declare nothing. */
  private names: Map<string, Datum> | null = null;
  /** What the function was called with; `null` in frames that are no function's, and once `arguments` was asked for. */
  private args: readonly Datum[] | null = null;

  /** What was waited for here, by functions that go on later; few do. */
  private resumed: Map<Expression, Promised['state']> | null = null;

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

  /** Where something stands that is written in the frame's file. */
  place({ span }: Pick<Place, 'span'>): Place {
    return { file: this.file, span };
  }

  /** The frame of a call, which has `arguments`. */
  calledWith(args: readonly Datum[]): this {
    this.args = args;
    return this;
  }

  /** The same names once more, as each round of a loop has its own (ECMA-262, CreatePerIterationEnvironment). */
  again(): Frame {
    const next = new Frame(this.parent, this.scope, this.self, this.isFunction);
    if (this.names !== null) next.names = new Map(this.names);
    return next;
  }

  /** Notes what was waited for. */
  resumeWith(node: Expression, state: Promised['state']): void {
    this.resumed ??= new Map();
    this.resumed.set(node, state);
  }

  /** What was waited for; absent where it is still to be. */
  resumedAt(node: Expression): Promised['state'] | undefined {
    return this.resumed?.get(node);
  }

  declare(name: string, value: Datum): void {
    this.names ??= new Map();
    this.names.set(name, value);
  }

  /** `null` where nobody declares the name. */
  lookup(name: string): Datum | null {
    for (let frame: Frame | null = this; frame !== null; frame = frame.parent) {
      if (name === 'arguments') frame.makeArguments();
      const found = frame.names?.get(name);
      if (found !== undefined) return found;
    }
    const outside = this.scope.lookup(name);
    return outside === null ? null : datumOf(outside);
  }

  /** Changes a name; what is not the handler's own is changed for the rest of this run only. */
  assign(name: string, value: Datum): void {
    for (let frame: Frame | null = this; frame !== null; frame = frame.parent) {
      if (name === 'arguments') frame.makeArguments();
      if (frame.names?.has(name) === true || frame.parent === null) {
        frame.declare(name, value);
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
    if (name === 'arguments') this.makeArguments();
    if (this.names?.has(name) !== true) this.declare(name, UNDEFINED);
  }

  /** Few functions look at `arguments`, so the list is made for those that do; a parameter of that name counts instead. */
  private makeArguments(): void {
    const { args } = this;
    this.args = null;
    if (args !== null && this.names?.has('arguments') !== true) this.declare('arguments', list(args));
  }
}
