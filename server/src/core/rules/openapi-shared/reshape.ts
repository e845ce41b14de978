// Makes a scheme one of another type, and keeps its comments, its description and whatever it says besides.
import type { Change, Changes, DataValue } from '../../kinds/openapi/edits';
import { fieldOf, get, type Part, valueIn, writtenFields } from '../../kinds/openapi/part';
import { rememberWritten } from '../../syntax/data/written';
import type { Edit } from '../../text/edit';
import { areDisjoint } from '../../text/edit';

/**
 * Gives keys of a map these values, and takes others out. A key that is not there yet takes the place of one that goes,
 * so that a line becomes another line; the rest is put behind `type`.
 */
export function reshape(
  change: Changes,
  body: Part,
  wanted: Readonly<Record<string, string>>,
  dropped: readonly string[],
): Change {
  const goes = dropped.filter((key) => fieldOf(body, key) !== null);
  const comes = Object.keys(wanted).filter((key) => fieldOf(body, key) === null);
  const steps: Change[] = Object.entries(wanted).map(([key, value]) => {
    const old = get(body, key);
    return old === null ? [] : change.replaceText(old, value);
  });
  for (const [i, key] of goes.entries()) {
    const field = fieldOf(body, key);
    if (field === null) continue;
    const next = comes[i];
    const value = valueIn(field);
    if (next === undefined) steps.push(change.remove(field));
    else if (value !== null) {
      steps.push(change.rename(field, next), change.replaceText(value, wanted[next] ?? ''));
    }
  }
  const after = fieldOf(body, 'type') === null ? 'first' : { after: 'type' };
  for (const key of comes.slice(goes.length)) {
    steps.push(change.insert(body, key, wanted[key] ?? '', after));
  }
  return joined(...steps);
}

/** Several changes as one, in the order of the text; `null` where one cannot be made or two touch the same text. */
export function joined(...changes: readonly Change[]): Change {
  const all: Edit[] = [];
  for (const change of changes) {
    if (change === null) return null;
    all.push(...change);
  }
  all.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return areDisjoint(all) ? all : null;
}

/** A value as data that can be written again, with its comments where it is written in the same style; `undefined` where a template or an alias is in it. */
export function plainValue(part: Part | null): DataValue | undefined {
  if (part === null || part.node.use.start !== part.node.span.start) return undefined;
  const { file, node } = part;
  switch (node.kind) {
    case 'hole':
      return undefined;
    case 'scalar':
      return node.templated ? undefined : node.value;
    case 'list': {
      const items = node.items.map(({ value }) => plainValue({ file, node: value }));
      if (!items.every((item) => item !== undefined)) return undefined;
      rememberWritten(items, node);
      return items;
    }
    case 'map': {
      const map = plainMap(part);
      if (map !== undefined) rememberWritten(map, node);
      return map;
    }
  }
}

/** The same for a map; `undefined` for what is none. */
export function plainMap(part: Part | null): Readonly<Record<string, DataValue>> | undefined {
  if (part?.node.kind !== 'map' || part.node.use.start !== part.node.span.start) return undefined;
  const map = new Map<string, DataValue>();
  for (const field of writtenFields(part)) {
    const value = plainValue(valueIn(field));
    if (value === undefined || field.entry.merge || map.has(field.entry.key)) return undefined;
    map.set(field.entry.key, value);
  }
  return Object.fromEntries(map);
}
