// A copy of a request's state, to follow two ways from one place.
import type { Exchange, ResponseHeader } from './exchange';

/** Copies everything that changes; what it notes goes nowhere. */
export function fork(x: Exchange): Exchange {
  const { connection } = x;
  const copies = new Map(x.answer.map((line) => [line, { ...line }] as const));
  const copyOf = (line: ResponseHeader | null) => (line === null ? null : (copies.get(line) ?? null));
  return {
    ...x,
    connection: {
      ...connection,
      site: { ...connection.site, steps: [] },
      variables: new Map(connection.variables),
      cached: new Map(connection.cached),
    },
    answer: [...copies.values()],
    challenge: copyOf(x.challenge),
    location: copyOf(x.location),
  };
}
