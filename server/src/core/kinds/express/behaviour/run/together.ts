// Several promises as one: `Promise.all`, `allSettled`, `any` and `race`.
import { constant, type Datum, list, type Promised, thing, UNDEFINED } from '../datum';
import { listOf } from './iterate';
import type { Machine } from './machine';
import { follow, kept, pending, settle } from './promises';
import { isAccepted } from './refusals';
import { makeError } from './things';

type State = Exclude<Promised['state'], { kind: 'pending' }>;

/** A promise of what several come to, which have begun all. */
export function together(
  machine: Machine,
  how: 'all' | 'allSettled' | 'any' | 'race',
  all: Datum | undefined,
): Promised {
  const { items, isOpen } = listOf(machine, all ?? UNDEFINED);
  const made = pending();
  const found: Datum[] = [...items];
  let left = items.length;
  const end = (state: State) => settle(machine, made, state);
  const endAll = () =>
    end(
      how === 'any'
        ? {
            kind: 'broken',
            thrown: makeError('AggregateError', constant('All promises were rejected'), [
              ['errors', list(found)],
            ]),
          }
        : { kind: 'kept', value: list(found, isOpen) },
    );
  if (left === 0 && how !== 'race') endAll();
  for (const [i, item] of items.entries()) {
    const promise = kept(item);
    if (promise.kind !== 'promise') continue;
    follow(machine, promise, (before) => {
      const state = refused(machine, before);
      if (state.kind === 'pending') return;
      const isEnd = state.kind === 'kept' ? how === 'any' : how === 'all';
      if (how === 'race' || isEnd) return end(state);
      found[i] = how === 'allSettled' ? outcomeOf(state) : state.kind === 'kept' ? state.value : state.thrown;
      left--;
      if (left === 0) endAll();
    });
  }
  return made;
}

/** What an unknown function answers may be a promise that is rejected. */
function refused(machine: Machine, state: Promised['state']): Promised['state'] {
  if (state.kind !== 'kept' || state.value.kind !== 'unknown' || state.value.refusal !== 'rejects')
    return state;
  if (isAccepted(machine, state.value))
    return { kind: 'kept', value: { ...state.value, refusal: undefined } };
  return { kind: 'broken', thrown: makeError('Error', constant('invalid')) };
}

function outcomeOf(state: State): Datum {
  return state.kind === 'kept'
    ? thing([
        ['status', constant('fulfilled')],
        ['value', state.value],
      ])
    : thing([
        ['status', constant('rejected')],
        ['reason', state.thrown],
      ]);
}
