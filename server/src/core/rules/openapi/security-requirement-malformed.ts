// openapi/security-requirement-malformed: an item of `security` that is no map of names with lists.
import type { Fix, Report } from '../../findings/finding';
import {
  fieldsOf,
  isNull,
  itemsOf,
  keyPlace,
  type Part,
  placeOf,
  textOf,
  valueIn,
} from '../../kinds/openapi/part';
import type { Alternative, Demand } from '../../kinds/openapi/security';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { plainValue } from '../openapi-shared/reshape';
import { securitiesOf } from '../openapi-shared/securities';

export const rule = openapiRule({
  id: 'openapi/security-requirement-malformed',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A requirement is not a map of scheme names with lists, so nobody knows what it demands.',
  *check(context) {
    for (const { security, name } of securitiesOf(context, 'list')) {
      for (const alternative of security.alternatives) yield* reportIn(context, alternative, name);
    }
  },
});

function* reportIn(context: OpenApiContext, alternative: Alternative, owner: string): Generator<Report> {
  const { shape, part, demands } = alternative;
  if (shape === 'name' || shape === 'null' || shape === 'other') {
    yield {
      at: placeOf(part),
      message: `A requirement of ${owner} is ${textFor(part)}, where a map of scheme names belongs: ${todoFor(part)}.`,
      fixes: itemFixes(context, part),
    };
  }
  for (const demand of demands) {
    if (demand.shape === 'list' || demand.shape === 'hidden') continue;
    const what = { null: 'nothing', map: 'a map', scalar: 'a single value' }[demand.shape];
    yield {
      at: keyPlace(demand.field),
      message: `The requirement "${demand.name}" of ${owner} has ${what} behind it, where the list of its scopes belongs: write "${demand.name}: ${demand.shape === 'scalar' ? '[…]' : '[]'}".`,
      fixes: demandFixes(context, demand),
    };
  }
}

function textFor(part: Part): string {
  const text = textOf(part);
  if (text !== null) return `the bare name "${text}"`;
  return isNull(part) ? 'empty' : 'a list';
}

function todoFor(part: Part): string {
  const text = textOf(part);
  return text === null ? 'write "NAME: []", or take it out' : `write "${text}: []"`;
}

function itemFixes({ contract, change }: OpenApiContext, part: Part): readonly Fix[] {
  const text = textOf(part);
  if (text !== null) {
    const isName = contract.schemeNamed(text).kind === 'declared' || /^[\w.-]+$/.test(text);
    return isName ? fix(`Write "${text}: []"`, 'review', change.replace(part, { [text]: [] })) : [];
  }
  // A dash too many: `- - bearerAuth: []`.
  const [only, ...others] = itemsOf(part);
  const inner = only?.node.kind === 'map' && others.length === 0 ? plainValue(only) : undefined;
  return inner === undefined ? [] : fix('Take one of its lists away', 'review', change.replace(part, inner));
}

function demandFixes({ change }: OpenApiContext, { field, shape, name }: Demand): readonly Fix[] {
  const value = valueIn(field);
  if (value === null) return [];
  if (shape === 'scalar') {
    const text = textOf(value) ?? '';
    const isScope = /^[^\s]+$/.test(text) && !/^(?:true|false)$/.test(text);
    return isScope ? fix(`Write "${name}: [${text}]"`, 'review', change.replace(value, [text])) : [];
  }
  return shape === 'map' && fieldsOf(value).length > 0
    ? []
    : fix(`Write "${name}: []"`, 'safe', change.replace(value, []));
}
