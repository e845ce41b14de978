// Where a program writes the status of an error: `err.code = 401`, `{ status: '401' }`, a field of a class.
import type { Everything } from '../../kinds/express/program/everything';
import type { Expression } from '../../syntax/js/tree';
import type { Place, Span } from '../../text/span';
import type { ExpressContext } from '../express-rule';

export type StatusWriting = {
  readonly property: string;
  readonly status: number;
  /** The whole assignment or entry. */
  readonly at: Place;
  /** The name of the property. */
  readonly name: Place;
  readonly value: Place;
};

const known = new WeakMap<Everything, readonly StatusWriting[]>();

/** Every literal 401 or 403 that is written into a property whose name speaks of a status. */
function statusWritings({ everything }: ExpressContext): readonly StatusWriting[] {
  const before = known.get(everything);
  if (before !== undefined) return before;
  const found: StatusWriting[] = [];
  everything.each(['assign', 'object', 'class'], ({ node, scope: { file } }) => {
    const add = (property: string, name: Span, value: Expression | null, span: Span) => {
      const status = value === null ? null : statusIn(value);
      if (
        status === null ||
        value === null ||
        !/^(?:status|statusCode|code|httpStatus|httpCode)$/.test(property)
      )
        return;
      const place = (one: Span) => ({ file, span: one });
      found.push({ property, status, at: place(span), name: place(name), value: place(value.span) });
    };
    if (node.kind === 'assign' && node.target.kind === 'member') {
      add(node.target.name, node.target.nameSpan, node.value, node.span);
    } else if (node.kind === 'object') {
      for (const one of node.of) {
        if (one.kind === 'property' && one.key.kind === 'name')
          add(one.key.name, one.key.span, one.value, one.span);
      }
    } else if (node.kind === 'class') {
      for (const { key, value, span } of node.members) {
        if (key?.kind === 'name') add(key.name, key.span, value, span);
      }
    }
  });
  known.set(everything, found);
  return found;
}

function statusIn(value: Expression): number | null {
  const text = value.kind === 'number' || value.kind === 'string' ? String(value.value) : '';
  return /^40[13]$/.test(text) ? Number(text) : null;
}

/** What writes a property of an error: the only place in the program that does, or the last one right before it. */
export function statusWritingFor(
  context: ExpressContext,
  property: string,
  status: number,
  error: Place,
): StatusWriting | null {
  const fitting = statusWritings(context).filter((one) => one.property === property && one.status === status);
  const near = fitting.filter(
    ({ at: { file, span } }) =>
      file === error.file && span.start <= error.span.end && span.end > error.span.start - NEAR,
  );
  const [only, ...others] = fitting.length === 1 ? fitting : near.slice(-1);
  return only !== undefined && others.length === 0 ? only : null;
}

/** An error is given so many characters behind the lines that make it, at most. */
const NEAR = 400;
