// The apps that a request is in: the one that runs, and those around it.
import type { AppHoldings, Router } from '../stack';

/** An app in front of those whose settings it inherits; of none where nothing is known of what it holds. */
export function withApp({ holdings }: Router, around: readonly AppHoldings[]): readonly AppHoldings[] {
  return holdings === undefined ? [] : [holdings, ...around];
}
