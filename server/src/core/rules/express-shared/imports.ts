// How a file takes in Express, and the line that takes in another package in the same way.
import type { Change } from '../../kinds/express/edits';
import type { Statement, StringLiteral } from '../../syntax/js/tree';
import type { FileId, Span } from '../../text/span';
import type { ExpressContext } from '../express-rule';

/** A package as a file knows it: under a name, by a line that has to be added where it does not know it yet. */
export type Imported = {
  readonly local: string;
  /** Edits that add the line; none where it is there. */
  readonly edits: NonNullable<Change>;
  /** What statements of the file end with: a semicolon, or nothing. */
  readonly end: ';' | '';
};

/**
 * Makes all of a package known to a file under a name, behind the line that takes in Express and as that one does;
 * `null` where no line takes in all of Express, or where the name stands for something else.
 */
export function importLikeExpress(
  context: ExpressContext,
  file: FileId,
  name: string,
  local: string,
): Imported | null {
  const tree = context.layer.program.sources.tree(file);
  const taken = (tree?.statements ?? []).flatMap((statement) => takenIn(statement) ?? []);
  const express = taken.find(({ source }) => source.value === 'express');
  if (tree === null || express === undefined) return null;
  const text = context.change.textOf({ file, span: express.span });
  const end = text.endsWith(';') ? ';' : '';
  const before = taken.find(({ source }) => source.value === name);
  if (before !== undefined) return { local: before.local, edits: [], end };
  if (context.layer.program.sources.text(file).includes(local)) return null;
  const quote = context.change.textOf({ file, span: express.source.span }).charAt(0);
  const line = `${express.form(local, `${quote}${name}${quote}`)}${end}`;
  const edits = context.change.insertStatement({ file, span: express.span }, line, 'after');
  return edits === null ? null : { local, edits, end };
}

type Taken = {
  readonly span: Span;
  readonly local: string;
  readonly source: StringLiteral;
  /** A statement of this form, without its end. */
  readonly form: (local: string, source: string) => string;
};

/** What a statement takes in as a whole: by a default import, a namespace, or `require`. */
function takenIn(statement: Statement): Taken | null {
  const { span } = statement;
  if (statement.kind === 'import') {
    const { source, isTypeOnly } = statement;
    if (isTypeOnly) return null;
    const taken = (local: string | null, form: Taken['form']) =>
      local === null ? null : { span, local, source, form };
    return (
      taken(statement.default, (local, from) => `import ${local} from ${from}`) ??
      taken(statement.namespace, (local, from) => `import * as ${local} from ${from}`) ??
      taken(statement.whole, (local, from) => `import ${local} = require(${from})`)
    );
  }
  if (statement.kind !== 'variable') return null;
  const [declaration] = statement.declarations;
  const { keyword } = statement;
  const { target, init } = declaration ?? {};
  if (target?.kind !== 'identifier' || init?.kind !== 'call' || init.callee.kind !== 'identifier')
    return null;
  const [source] = init.args;
  if (init.callee.name !== 'require' || source?.kind !== 'string') return null;
  const form: Taken['form'] = (local, from) => `${keyword} ${local} = require(${from})`;
  return { span, local: target.name, source, form };
}
