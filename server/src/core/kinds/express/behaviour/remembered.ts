// Calls of handlers that were made before: what is the same to a handler is not given to it again.
import type { Behaviour, Ending } from './behaviour';
import type { Exchange } from './exchange';
import type { Question } from './guide';
import { keyOf, type RecordedCall, repeat } from './recording';

/** What was asked next, with what followed each answer; at the end the call. */
type Followed =
  | { readonly kind: 'call'; readonly call: RecordedCall }
  | { readonly kind: 'question'; readonly question: Question; yes: Followed | null; no: Followed | null };

/** Calls that read the same facets, by the names of these. */
type Group = {
  readonly facets: RecordedCall['facets'];
  readonly names: string;
  readonly calls: Map<string, Followed>;
};

/** A handler that reads one thing here and another there is called each time; so is one whose calls cannot be kept. */
const MAX_GROUPS = 12;
const MAX_LOST = 4;
const MAX_CALLS = 400;

type Memory = { readonly groups: Group[]; lost: number };

const memories = new WeakMap<Behaviour, Memory>();

/**
 * Calls a handler, unless it was called before with all that it reads of the exchange being the same: then the exchange
 * is left as it was left then.
 */
export function actOn(behaviour: Behaviour, exchange: Exchange): Ending {
  const memory = memories.get(behaviour) ?? { groups: [], lost: 0 };
  memories.set(behaviour, memory);
  for (const { facets, calls } of memory.groups) {
    const key = keyOf(exchange, facets);
    const call = key === null ? null : callIn(calls.get(key) ?? null, exchange);
    if (call !== null) return repeat(call, exchange);
  }
  if (memory.lost >= MAX_LOST || memory.groups.length >= MAX_GROUPS) return behaviour.act(exchange);
  const { ending, call } = exchange.record(() => behaviour.act(exchange));
  if (call === null) memory.lost++;
  else keep(memory, call);
  return ending;
}

/** The call that these answers lead to; asking changes nothing, since the same is asked again where there is none. */
function callIn(start: Followed | null, exchange: Exchange): RecordedCall | null {
  let at = start;
  while (at !== null && at.kind === 'question') at = exchange.suppose(at.question) ? at.yes : at.no;
  return at === null ? null : at.call;
}

function keep({ groups }: Memory, call: RecordedCall): void {
  const names = call.facets.map(({ name }) => name).join('\n');
  let group = groups.find((one) => one.names === names);
  if (group === undefined) {
    group = { facets: call.facets, names, calls: new Map() };
    groups.push(group);
  }
  if (group.calls.size >= MAX_CALLS) group.calls.clear();
  const known = group.calls.get(call.key) ?? null;
  group.calls.set(call.key, withCall(known, call, 0));
}

function withCall(known: Followed | null, call: RecordedCall, depth: number): Followed {
  const next = call.supposed[depth];
  if (next === undefined) return { kind: 'call', call };
  const { question, answer } = next;
  const at: Followed =
    known?.kind === 'question' && known.question.key === question.key
      ? known
      : { kind: 'question', question, yes: null, no: null };
  if (at.kind !== 'question') return at;
  if (answer) at.yes = withCall(at.yes, call, depth + 1);
  else at.no = withCall(at.no, call, depth + 1);
  return at;
}
