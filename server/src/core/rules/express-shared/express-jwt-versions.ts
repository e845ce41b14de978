// Calls of express-jwt that are written for another version than the one that is installed.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { Statement } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import { type ExpressContext, fixOf } from '../express-rule';
import type { JwtGuard } from './express-jwt';
import { optionIn } from './options';

/** What version 7 changed: the package is no function any more, and secrets are asked for with `(req, token)`. */
export function* outdatedUses(context: ExpressContext, guard: JwtGuard): Iterable<Report> {
  if (guard.isSeven !== true) return;
  if (guard.isWhole) yield calledWhole(context, guard);
  const secret = optionIn(context, guard.options, guard.call.argsAt, 'secret');
  if (secret?.value.kind !== 'function') return;
  const { params } = secret.value.node;
  if (params.length < 3) return;
  yield {
    at: secret.at,
    message:
      'express-jwt 7 and later call secret with (req, token) and wait for what it answers, so this one finds no key and every token is refused: take (req, token) and answer the key.',
  };
}

function calledWhole(context: ExpressContext, { call }: JwtGuard): Report {
  const at = { file: call.at.file, span: call.node.callee.span };
  return {
    at,
    message:
      'express-jwt 7 and later export an object, so this call throws when the program starts: import { expressjwt } from it.',
    fixes: fixOf('Import expressjwt', 'review', namedImport(context, at.file, context.change.textOf(at))),
  };
}

/** The import of the whole package as one of the named export, under the same name. */
function namedImport(context: ExpressContext, file: Place['file'], name: string): Change {
  if (!/^[\w$]+$/.test(name)) return null;
  const statements = context.layer.program.sources.tree(file)?.statements ?? [];
  for (const statement of statements) {
    const edit = importedAs(context, file, statement, name);
    if (edit !== null) return edit;
  }
  return null;
}

function importedAs(
  context: ExpressContext,
  file: Place['file'],
  statement: Statement,
  name: string,
): Change {
  const { change } = context;
  if (statement.kind === 'import') {
    const isThis =
      statement.source.value === 'express-jwt' && (statement.default ?? statement.whole) === name;
    if (!isThis || statement.named.length > 0) return null;
    const source = change.textOf({ file, span: statement.source.span });
    const local = name === 'expressjwt' ? name : `expressjwt as ${name}`;
    const end = /;\s*$/.test(change.textOf({ file, span: statement.span })) ? ';' : '';
    return change.replace({ file, span: statement.span }, `import { ${local} } from ${source}${end}`);
  }
  if (statement.kind !== 'variable') return null;
  const found = statement.declarations.find(
    ({ target, init }) =>
      target.kind === 'identifier' &&
      target.name === name &&
      init !== null &&
      /^require\(\s*['"]express-jwt['"]\s*\)$/.test(change.textOf({ file, span: init.span })),
  );
  if (found === undefined) return null;
  const local = name === 'expressjwt' ? name : `expressjwt: ${name}`;
  return change.replace({ file, span: found.target.span }, `{ ${local} }`);
}
