// Calls of handlers that were made before: what is the same to a handler is not given to it again.
import type { Behaviour, Ending } from './behaviour';
import type { Exchange } from './exchange';
import type { Question } from './guide';
import { type RecordedCall, repeat } from './recording';
import { type Facet, type Name, Namer } from './trace';

/**
 * What a handler asks for next, with what follows each answer; at the end the call. A handler that got the same answers
 * asks for the same.
 */
type Followed = { readonly kind: 'call'; readonly call: RecordedCall } | Reading | Asking;

/** What follows one name of a facet, as most have one only, and what follows others. */
type Reading = {
  readonly kind: 'facet';
  readonly facet: Facet<Exchange>;
  readonly name: Name;
  follows: Followed;
  others: Map<Name, Followed> | null;
};

type Asking = {
  readonly kind: 'question';
  readonly question: Question;
  yes: Followed | null;
  no: Followed | null;
};

/** A handler whose calls cannot be kept is called each time; of what has too many answers, all are forgotten. */
const MAX_LOST = 4;
const MAX_ANSWERS = 400;

type Memory = { start: Followed | null; lost: number; isAsking: boolean };

const memories = new WeakMap<Behaviour, Memory>();

/**
 * Calls a handler, unless it was called before with all that it reads of the exchange being the same: then the exchange
 * is left as it was left then.
 */
export function actOn(behaviour: Behaviour, exchange: Exchange): Ending {
  const memory = memoryOf(behaviour);
  const known = memory.start === null ? null : callIn(memory.start, exchange);
  exchange.lastCall = known;
  if (known !== null) return repeat(known, exchange);
  if (memory.lost >= MAX_LOST) return exchange.unheard(() => behaviour.act(exchange));
  const { ending, call } = exchange.record(() => behaviour.act(exchange));
  exchange.lastCall = call;
  exchange.isPlain &&= call !== null;
  if (call === null) memory.lost++;
  else {
    memory.start = withCall(memory.start, call, 0);
    memory.isAsking ||= call.asked.some(({ kind }) => kind === 'question');
  }
  return ending;
}

/** Whether a handler may ask what the request does not settle. */
export function mayAsk(behaviour: Behaviour): boolean {
  const { start, isAsking } = memoryOf(behaviour);
  return start === null || isAsking;
}

function memoryOf(behaviour: Behaviour): Memory {
  const known = memories.get(behaviour);
  if (known !== undefined) return known;
  const made = { start: null, lost: 0, isAsking: false };
  memories.set(behaviour, made);
  return made;
}

/** The call that the answers lead to; asking changes nothing, since the same is asked again where there is none. */
function callIn(start: Followed, exchange: Exchange): RecordedCall | null {
  const namer = new Namer();
  let at: Followed | null = start;
  while (at !== null && at.kind !== 'call') {
    if (at.kind === 'question') {
      at = exchange.suppose(at.question) ? at.yes : at.no;
      continue;
    }
    const name: Name | null = at.facet.nameIn(exchange, namer);
    if (name === null) return null;
    at = at.name === name ? at.follows : (at.others?.get(name) ?? null);
  }
  return at === null ? null : at.call;
}

function withCall(known: Followed | null, call: RecordedCall, depth: number): Followed {
  const next = call.asked[depth];
  if (next === undefined) return { kind: 'call', call };
  if (next.kind === 'facet') {
    const { facet, name } = next;
    if (known?.kind !== 'facet' || known.facet.name !== facet.name) {
      return { kind: 'facet', facet, name, follows: withCall(null, call, depth + 1), others: null };
    }
    if (known.name === name) known.follows = withCall(known.follows, call, depth + 1);
    else {
      known.others ??= new Map();
      if (known.others.size >= MAX_ANSWERS) known.others.clear();
      known.others.set(name, withCall(known.others.get(name) ?? null, call, depth + 1));
    }
    return known;
  }
  const { question, answer } = next;
  const isSame = known?.kind === 'question' && known.question.key === question.key;
  const at: Asking = isSame ? known : { kind: 'question', question, yes: null, no: null };
  if (answer) at.yes = withCall(at.yes, call, depth + 1);
  else at.no = withCall(at.no, call, depth + 1);
  return at;
}
