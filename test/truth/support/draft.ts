// The changes that make a configuration runnable, collected as edits of its files.

import type { Line } from '../../../server/src/core/kinds/nginx/config/lines';
import { applyEdits, type Replacement } from '../../../server/src/core/text/edit';
import type { Workspace } from './workspace';

export type Draft = {
  /** Replaces the value of an argument; it is quoted where it must be. */
  replaceArgument(line: Line, index: number, value: string): void;
  /** Replaces everything between a directive's name and its `;` or `{`. */
  replaceArguments(line: Line, values: readonly string[]): void;
  remove(line: Line): void;
  replace(line: Line, text: string): void;
  /** Writes text behind the opening brace of a block, on the same line, so that line numbers stay. */
  intoBlock(line: Line, text: string): void;
  atStart(file: string, text: string): void;
  /** The files with all edits applied. */
  finish(workspace: Workspace): Map<string, string>;
};

/** An empty set of changes. A file that is included twice is changed once. */
export function draft(): Draft {
  const edits = new Map<string, Map<string, Replacement>>();
  const edit = (file: string, start: number, end: number, newText: string) => {
    const own = edits.get(file) ?? new Map<string, Replacement>();
    edits.set(file, own.set(`${start} ${end}`, { span: { start, end }, newText }));
  };
  const whole = (line: Line, text: string) => edit(line.file, line.node.span.start, line.node.span.end, text);
  return {
    replaceArgument(line, index, value) {
      const word = line.args[index];
      if (word !== undefined) edit(line.file, word.span.start, word.span.end, quoted(value));
    },
    replaceArguments(line, values) {
      const first = line.args[0];
      const last = line.args.at(-1);
      if (first === undefined || last === undefined) return;
      edit(line.file, first.span.start, last.span.end, values.map(quoted).join(' '));
    },
    remove: (line) => whole(line, ''),
    replace: whole,
    intoBlock(line, text) {
      const body = line.node.body;
      if (body !== null) edit(line.file, body.open + 1, body.open + 1, ` ${text}`);
    },
    atStart: (file, text) => edit(file, 0, 0, `${text} `),
    finish(workspace) {
      const files = new Map(workspace);
      for (const [file, own] of edits)
        files.set(file, applyEdits(workspace.get(file) ?? '', [...own.values()]));
      return files;
    },
  };
}

/** A word as nginx reads it back, quoted only where a blank or a sign of the syntax is in it. */
function quoted(value: string): string {
  return value === '' || /[\s;{}"'#\\]/.test(value.replaceAll(/\$\{\w+\}/g, ''))
    ? JSON.stringify(value)
    : value;
}
