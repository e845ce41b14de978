// openapi/security-on-path-item: `security` beside the methods of a path, where nobody reads it.
import type { Fix, Report } from '../../findings/finding';
import { type Change, together } from '../../kinds/openapi/edits';
import type { PathItem } from '../../kinds/openapi/operation';
import { type Field, idOf, isTrue, valueIn } from '../../kinds/openapi/part';
import { areDisjoint, type Edit } from '../../text/edit';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { securityOnItem } from '../openapi-shared/causes';
import { plainValue } from '../openapi-shared/reshape';
import { placeOfUse } from '../openapi-shared/securities';

export const rule = openapiRule({
  id: 'openapi/security-on-path-item',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'A security stands beside the methods of a path, where nobody reads it.',
  *check(context) {
    for (const item of itemsOf(context)) {
      const field = securityOnItem(item);
      if (field !== null) yield report(context, item, field);
    }
  },
});

/** All items, those of webhooks and callbacks among them; what several refer to is here once. */
function itemsOf({ contract }: OpenApiContext): readonly PathItem[] {
  const outgoing = contract.outgoing.map(({ item }) => item);
  const seen = new Set<string>();
  return [...contract.paths, ...contract.webhooks, ...outgoing].filter(({ body, field }) => {
    const part = body ?? valueIn(field);
    if (part === null || seen.has(idOf(part)) || isTrue(part, 'x-internal')) return false;
    seen.add(idOf(part));
    return true;
  });
}

function report(context: OpenApiContext, item: PathItem, field: Field): Report {
  return {
    at: placeOfUse(field),
    message: `The "security" of ${item.path} is read by nobody, since only the document and its operations have one: move it into the operations.`,
    fixes: moved(context, item, field),
  };
}

/** Into each operation that has none of its own. */
function moved({ change }: OpenApiContext, { operations }: PathItem, field: Field): readonly Fix[] {
  const open = operations.filter(({ own }) => own.kind === 'absent');
  const [first] = open;
  if (first === undefined) return fix('Delete it', 'review', change.remove(field));
  const title = `Move it into ${open.map(({ method }) => method).join(', ')}`;
  const moves = open.map(({ body }) => (body === null ? null : change.move(field, body, 'first')));
  const whole = moves.includes(null) ? null : once(together(...moves));
  if (whole !== null) return fix(title, 'review', whole);
  const value = plainValue(valueIn(field));
  if (value === undefined) return [];
  const copies = open.map(({ body }) =>
    body === null ? null : change.insert(body, 'security', value, 'first'),
  );
  return fix(title, 'review', together(change.remove(field), ...copies));
}

/** Each move takes the entry out of the same place. */
function once(change: Change): Change {
  if (change === null) return null;
  const isSame = (a: Edit, b: Edit) => a.span.start === b.span.start && a.span.end === b.span.end;
  const edits = change.filter((edit, i) => !change.slice(0, i).some((other) => isSame(edit, other)));
  return areDisjoint(edits) ? edits : null;
}
