// The imports of a file as links to the files that they name.

import type { Files } from '../../../model/files';
import type { Expression, Statement, StringLiteral } from '../../../syntax/js/tree';
import { walk } from '../../../syntax/js/walk';
import type { FileId } from '../../../text/span';
import type { Link } from '../../editor';
import { parseDocument, treeOf } from '../document';
import type { ExpressLayer } from '../layer';
import { openResolver } from '../modules/resolve';

/** A link for each import, export and require that names a file. */
export function links(_layer: ExpressLayer, file: FileId, files: Files): readonly Link[] {
  const state = files.read(file);
  const parseJs = files.jsParser();
  if (state?.kind !== 'text' || parseJs === null) return [];
  const resolver = openResolver(files);
  const found: Link[] = [];
  for (const statement of treeOf(parseDocument(file, state.text), parseJs).statements) {
    walk(statement, (node) => {
      const source = sourceOf(node);
      if (source === null) return true;
      const target = resolver.resolve(source.value, file);
      if (target.kind !== 'file') return true;
      // Without the quotes.
      const span = { start: source.span.start + 1, end: source.span.end - 1 };
      found.push({ span, target: target.file, at: null });
      return true;
    });
  }
  return found;
}

function sourceOf(node: Expression | Statement): StringLiteral | null {
  switch (node.kind) {
    case 'import':
    case 'exportAll':
    case 'exportList':
      return node.source;
    case 'importCall':
      return node.source?.kind === 'string' ? node.source : null;
    case 'call': {
      const [first] = node.args;
      const isRequire = node.callee.kind === 'identifier' && node.callee.name === 'require';
      return isRequire && first?.kind === 'string' ? first : null;
    }
    default:
      return null;
  }
}
