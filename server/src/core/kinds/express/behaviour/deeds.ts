// What a function does to an exchange, as data: so that it can be done again, and compared.
import type { Effect } from '../../../model/decision';
import type { Place } from '../../../text/span';
import type { CallValue } from '../values';
import type { Datum } from './datum';
import type { Exchange } from './exchange';
import { type Copier, idOf, Namer, type SlotsName } from './trace';

/** Something that a function did to an exchange. */
export type Deed =
  | { readonly kind: 'tell'; readonly at: Place | null; readonly text: string; readonly effect: Effect }
  | { readonly kind: 'method' | 'url'; readonly to: string }
  | { readonly kind: 'status'; readonly to: number | null }
  | { readonly kind: 'programCalls'; readonly to: readonly CallValue[] }
  | {
      readonly kind: 'setHeader' | 'appendHeader';
      readonly name: string;
      readonly values: readonly string[];
    }
  | { readonly kind: 'removeHeader'; readonly name: string }
  | { readonly kind: 'sentHeader'; readonly name: string; readonly value: string | null }
  | { readonly kind: 'slot'; readonly of: SlotsName; readonly name: string; readonly value: Datum | null }
  | { readonly kind: 'reads'; readonly names: ReadonlySet<string> };

/** Does to an exchange what was done to another one; objects that were made are made again. */
export function redo(deed: Deed, exchange: Exchange, copier: Copier): void {
  switch (deed.kind) {
    case 'tell':
      exchange.tell(deed.at, deed.text, deed.effect);
      return;
    case 'method':
      exchange.method = deed.to;
      return;
    case 'url':
      exchange.url = deed.to;
      return;
    case 'status':
      exchange.status = deed.to;
      return;
    case 'programCalls':
      exchange.programCalls = deed.to;
      return;
    case 'setHeader':
    case 'appendHeader':
      exchange[deed.kind](deed.name, deed.values);
      return;
    case 'removeHeader':
      exchange.removeHeader(deed.name);
      return;
    case 'sentHeader':
      exchange.setSentHeader(deed.name, deed.value);
      return;
    case 'slot':
      if (deed.value === null) exchange[deed.of].delete(deed.name);
      else exchange[deed.of].set(deed.name, copier.copy(deed.value));
      return;
    case 'reads':
      exchange.noteReads(deed.names);
  }
}

/** A name for deeds that leave equal exchanges equal; `null` where nothing names them. What is told is no part of it. */
export function nameOfDeeds(deeds: readonly Deed[]): string | null {
  const namer = new Namer();
  let isNamed = true;
  const named = deeds.flatMap((deed): unknown[] => {
    switch (deed.kind) {
      case 'tell':
        return [];
      case 'programCalls':
        return [idOf(deed.to)];
      case 'reads':
        return [[...deed.names]];
      case 'slot': {
        const value = deed.value === null ? '' : namer.name(deed.value);
        isNamed &&= value !== null;
        return [[deed.of, deed.name, value]];
      }
      default:
        return [deed];
    }
  });
  return isNamed ? JSON.stringify(named) : null;
}
