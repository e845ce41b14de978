// Lists of the program: what is known of their elements, some of which a condition may leave out.

import type { Place } from '../../../text/span';
import type { Presence } from '../stack';
import type { ArrayValue, Value } from '../values';
import { type Run, unknown } from './run';

/** An element with what must hold for it to be there, beside what holds for the list. */
export type Element = { readonly value: Value; readonly presence: readonly Presence[] };

/** A list that is made now of elements. */
export function listOfElements(run: Pick<Run, 'presence'>, all: readonly Element[]): ArrayValue {
  const conditions = new Map<number, readonly Presence[]>();
  for (const [i, { presence }] of all.entries()) if (presence.length > 0) conditions.set(i, presence);
  const isOpen = conditions.size > 0;
  return {
    kind: 'array',
    elements: all.map(({ value }) => value),
    isOpen,
    born: run.presence.at(-1) ?? null,
    ...(isOpen ? { conditions } : {}),
  };
}

/** A list that is made now of values that are surely there. */
export function listOfValues(run: Pick<Run, 'presence'>, values: Value[], isOpen = false): ArrayValue {
  return { kind: 'array', elements: values, isOpen, born: run.presence.at(-1) ?? null };
}

/** All elements that a list may have; `null` where there may be others. */
export function elementsOf({ elements, isOpen, conditions }: ArrayValue): readonly Element[] | null {
  if (isOpen && conditions === undefined) return null;
  return elements.map((value, i) => ({ value, presence: conditions?.get(i) ?? [] }));
}

const MORE = 'there may be more here';

/** What stands in a list for those items of which nobody knows what they are, and whether there are any. */
export function moreItems(at: Place): Value {
  return unknown(MORE, at);
}

/** Whether a value stands for items of which nobody knows whether there are any. */
export function isMoreItems(value: Value): value is Extract<Value, { kind: 'unknown' }> {
  return value.kind === 'unknown' && value.reason === MORE;
}

/** Notes that nobody knows any more what all of a list or an object is. */
export function openUp(value: Value | null | undefined): void {
  if (value?.kind === 'object') value.isOpen = true;
  if (value?.kind !== 'array') return;
  value.isOpen = true;
  value.conditions = undefined;
}

/** Adds values at the end of a list. Those that are added under conditions are there under these. */
export function pushTo(run: Run, list: ArrayValue, values: readonly Value[]): void {
  const presence = since(run, list);
  const first = list.elements.length;
  const loop = presence.find(isOfLoop);
  // A loop that nobody can count adds any number of what is not known, behind all that is there.
  list.elements.push(...(loop?.kind === 'perhaps' ? [unknown(LOOP_REASON, loop.at)] : values));
  if (presence.length === 0 || (list.isOpen && list.conditions === undefined)) return;
  list.isOpen = true;
  list.conditions ??= new Map();
  for (let i = first; i < list.elements.length; i++) list.conditions.set(i, presence);
}

/** The conditions that hold now and did not have to hold for a list to be made. */
function since({ presence }: Run, { born }: ArrayValue): readonly Presence[] {
  if (born === undefined || born === null) return [...presence];
  const at = presence.lastIndexOf(born);
  return at < 0 ? [...presence] : presence.slice(at + 1);
}

/** Why what a loop does that nobody can count may be there. */
export const LOOP_REASON = 'a loop over what is not known';

function isOfLoop(presence: Presence): boolean {
  return presence.kind === 'perhaps' && presence.reason === LOOP_REASON;
}

/** Does something with an element under the conditions of that element. */
export function under<T>(run: Run, presence: readonly Presence[], action: () => T): T {
  run.presence.push(...presence);
  const result = action();
  run.presence.splice(run.presence.length - presence.length);
  return result;
}
