// One way to be let in made several, and several made one: requirements whose `-` is lost, or is one too many.
import { type Change, type DataValue, together } from '../../kinds/openapi/edits';
import { fieldsOf, itemsOf, type Part, valueIn } from '../../kinds/openapi/part';
import type { Alternative, Demand } from '../../kinds/openapi/security';
import type { DataList, DataMap } from '../../syntax/data';
import type { Edit } from '../../text/edit';
import type { OpenApiContext } from '../openapi-rule';
import { joined, plainValue } from './reshape';

/** Makes each name of a requirement an item of its own: any of them is enough. */
export function splitAlternative({ change }: OpenApiContext, { part, demands }: Alternative): Change {
  const place = blockPlace(part);
  if (place !== null) return place === 'elsewhere' ? null : dashes(part.file, place);
  const list = listOf(part);
  const index = itemsOf(list).findIndex(({ node }) => node.span.start === part.node.span.start);
  const [first, ...others] = demands;
  const values = others.map(requirementFrom);
  const known = values.filter((value) => value !== undefined);
  if (list === null || index < 0 || first === undefined || known.length < values.length) return null;
  const [only] = others;
  const rest =
    others.length === 1 && only !== undefined ? change.remove(only.field) : replaced(change, part, first);
  const inserts = known.map((value) => change.insertItem(list, value, index + 1));
  return joined(rest, ...inserts);
}

function replaced(change: OpenApiContext['change'], part: Part, first: Demand): Change {
  const value = requirementFrom(first);
  return value === undefined ? null : change.replace(part, value);
}

/** Takes a requirement into the one before it: both are demanded. */
export function joinAlternatives({ change }: OpenApiContext, one: Part, other: Part): Change {
  const place = blockPlace(other);
  const before = blockPlace(one);
  if (place !== null && place !== 'elsewhere' && before !== null && before !== 'elsewhere') {
    const { list, map } = place;
    if (map.indent !== before.map.indent) return null;
    // The dash becomes a blank, and its entries go on with those of the item before.
    const start = map.span.start - (map.indent - list.indent);
    return [{ file: other.file, span: { start, end: start + 1 }, newText: ' ' }];
  }
  const fields = fieldsOf(other);
  const inserts = fields.map((field) => {
    const value = plainValue(valueIn(field));
    return value === undefined ? null : change.insert(one, field.entry.key, value);
  });
  return fields.length === 1 ? joined(...inserts, change.removeItem(other)) : null;
}

function requirementFrom({ name, field }: Demand): DataValue | undefined {
  const scopes = plainValue(valueIn(field));
  return scopes === undefined ? undefined : { [name]: scopes };
}

function listOf({ file, node }: Part): Part | null {
  return node.parent?.kind === 'list' ? { file, node: node.parent } : null;
}

type BlockPlace = { readonly list: DataList; readonly map: DataMap };

/** A requirement that is written in lines: `elsewhere` where aliases, anchors or merge keys have a part in it. */
function blockPlace({ node }: Part): BlockPlace | 'elsewhere' | null {
  const list = node.parent;
  if (list?.kind !== 'list' || node.kind !== 'map') return null;
  const isOwn = node.use.start === node.span.start && node.start === node.span.start;
  if (!isOwn || node.entries.some(({ merge }) => merge)) return 'elsewhere';
  return list.style === 'block' && node.style === 'block' ? { list, map: node } : null;
}

/** A dash before each entry but the first, which has one. */
function dashes(file: Part['file'], { list, map }: BlockPlace): Change {
  const width = map.indent - list.indent;
  if (width < 2) return null;
  const edits = map.entries.slice(1).map(
    ({ span }): Edit => ({
      file,
      span: { start: span.start - width, end: span.start },
      newText: `-${' '.repeat(width - 1)}`,
    }),
  );
  return together(edits);
}
