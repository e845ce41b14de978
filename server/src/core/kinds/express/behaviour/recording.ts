// A call of a handler as it is heard: what it read of the exchange, what it supposed, and what it did.
import type { Ending } from './behaviour';
import type { Datum } from './datum';
import { type Deed, nameOfDeeds, redo } from './deeds';
import type { Exchange } from './exchange';
import { slotFacet } from './facets';
import type { Question } from './guide';
import { Copier, type Facet, type Listener, type Name, Namer, type SlotsName } from './trace';

/** What a call rests on: the name of something that it read, or the answer to a question, in the order of its asking. */
export type Asked =
  | { readonly kind: 'facet'; readonly facet: Facet<Exchange>; readonly name: Name }
  | { readonly kind: 'question'; readonly question: Question; readonly answer: boolean };

/** A call that comes to the same wherever all that it asked for is the same. */
export type RecordedCall = {
  readonly asked: readonly Asked[];
  readonly deeds: readonly Deed[];
  readonly ending: (exchange: Exchange, copier: Copier) => Ending;
};

/** Does to an exchange what a recorded call did, and ends as it ended. */
export function repeat({ deeds, ending }: RecordedCall, exchange: Exchange): Ending {
  const copier = new Copier();
  for (const deed of deeds) redo(deed, exchange, copier);
  return ending(exchange, copier);
}

const effects = new WeakMap<RecordedCall, { readonly name: string | null }>();

/** A name for what a call has changed, which only calls have that change the same; `null` where nothing names it. */
export function effectOf(call: RecordedCall): string | null {
  const known = effects.get(call);
  if (known !== undefined) return known.name;
  const name = nameOfDeeds(call.deeds);
  effects.set(call, { name });
  return name;
}

/**
 * Hears a call. The invariant: what the call comes to follows from the facets, as they were named when they were first
 * read, and from the answers to its questions. Where that cannot be said, the recording is lost.
 */
export class Recorder implements Listener {
  /** What the call notes as read; the exchange takes it over at the end. */
  readonly reads = new Set<string>();
  readonly #exchange: Exchange;
  readonly #asked: Asked[] = [];
  /** Facets that were named, or written before anybody read them. */
  readonly #settled = new Set<string>();
  readonly #namer = new Namer();
  readonly #supposed = new Set<string>();
  readonly #deeds: Deed[] = [];
  readonly #written = new Map<number, Extract<Deed, { kind: 'slot' }>>();
  #isLost = false;
  #isNaming = false;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * A facet is read: what it was before the call counts.
   * @param part what is a part of it: where that was changed before, what the whole was is not known any more
   */
  read(facet: Facet<Exchange>, part?: string): void {
    if (this.#isNaming || this.#settled.has(facet.name)) return;
    if (part !== undefined && this.#settled.has(part)) this.#isLost = true;
    this.#settled.add(facet.name);
    this.#isNaming = true;
    const name = facet.nameIn(this.#exchange, this.#namer);
    this.#isNaming = false;
    if (name === null) this.#isLost = true;
    else this.#asked.push({ kind: 'facet', facet, name });
  }

  /** Something is done that can be done again; these facets are from now on what the call made of them. */
  did(deed: Deed, ...changed: readonly string[]): void {
    this.#deeds.push(deed);
    for (const name of changed) this.#settled.add(name);
  }

  /** Something is done that no handler does: nothing is kept of the call. */
  forget(): void {
    this.#isLost = true;
  }

  supposed(question: Question, answer: boolean): void {
    if (this.#supposed.has(question.key)) return;
    this.#supposed.add(question.key);
    this.#asked.push({ kind: 'question', question, answer });
  }

  readSlot(of: SlotsName, name: string | null): void {
    if (this.#isNaming) return;
    if (name !== null) {
      this.read(slotFacet(of, name));
      return;
    }
    // What the call itself put there is not told from what was there before.
    if ([...this.#written.values()].some((one) => one.of === of)) this.#isLost = true;
    this.read({ name: of, nameIn: (exchange, namer) => nameOfSlots(exchange, of, namer), sight: null });
  }

  wroteSlot(of: SlotsName, name: string, value: Datum | null): void {
    const deed = { kind: 'slot', of, name, value } as const;
    if (value !== null) this.#written.set(this.#deeds.length, deed);
    this.did(deed, `${of} ${name}`);
  }

  /** The call as it can be repeated; `null` where it cannot. */
  finish(ending: Ending): RecordedCall | null {
    if (this.#isLost || !this.#namer.holds) return null;
    const copier = new Copier();
    for (const [index, deed] of this.#written) {
      if (deed.value === null || !isOpen(deed.value)) continue;
      const value = this.#kept(deed.value, copier);
      if (value === null) return null;
      this.#deeds[index] = { ...deed, value };
    }
    const last = this.#ending(ending, copier);
    if (last === null) return null;
    const { reads } = this;
    if (reads.size > 0) this.#deeds.push({ kind: 'reads', names: reads });
    return { asked: this.#asked, deeds: this.#deeds, ending: last };
  }

  /** A copy of what the call made itself; `null` where it holds what was there before, or a function. */
  #kept(value: Datum, copier: Copier): Datum | null {
    return new Namer().name(value) === null || this.#namer.shares(value) ? null : copier.copy(value);
  }

  #ending(ending: Ending, copier: Copier): RecordedCall['ending'] | null {
    if (ending.kind !== 'error' || !isOpen(ending.thrown)) return () => ending;
    const { calledFor } = this.#exchange;
    if (calledFor.kind === 'error' && calledFor.thrown === ending.thrown) {
      return (exchange) => {
        const { calledFor: now } = exchange;
        return now.kind === 'error' ? { ...ending, thrown: now.thrown } : ending;
      };
    }
    const kept = this.#kept(ending.thrown, copier);
    return kept === null ? null : (_, copies) => ({ ...ending, thrown: copies.copy(kept) });
  }
}

/** Whether data can be changed, or called. */
function isOpen({ kind }: Datum): boolean {
  return kind === 'object' || kind === 'list' || kind === 'function' || kind === 'promise';
}

function nameOfSlots(exchange: Exchange, of: SlotsName, namer: Namer): string | null {
  let all = '';
  for (const [name, value] of exchange.held(of) ?? []) {
    const one = namer.name(value);
    if (one === null) return null;
    all += `${JSON.stringify(name)}${one.length} ${one}`;
  }
  return all;
}
