// A copy of a request's state, to follow two ways from one place.
import type { Exchange } from './exchange';

/** Copies everything that changes; what it notes goes nowhere. */
export function fork(x: Exchange): Exchange {
  const { connection } = x;
  return {
    ...x,
    connection: {
      ...connection,
      site: { ...connection.site, steps: [] },
      variables: new Map(connection.variables),
      cached: new Map(connection.cached),
    },
    answer: x.answer.map((line) => ({ ...line })),
  };
}
