// What cannot be known, as a value: the reason and the line.
import type { Place } from '../../../text/span';
import type { Hidden } from '../config/inherit';

export type Unknown = { readonly kind: 'unknown'; readonly reason: string; readonly at: Place | null };

export function unknown(reason: string, at: Place | null): Unknown {
  return { kind: 'unknown', reason, at };
}

/** A setting that may be among what could not be read. */
export function unknownSetting(what: string, { hidden }: Hidden): Unknown {
  return unknown(`${what} may be set by ${hidden.reason}`, hidden);
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unknown';
}
