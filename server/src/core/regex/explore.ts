// Looks for the shortest readable text that some patterns match and others do not, by a walk over their automata.
import { alphabetOf, asksForNewline } from './alphabet';
import { Backward, type Budget, FOUND, type StateId } from './backward';
import { type Language, languageOf } from './language';
import type { Node } from './tree';

export type Example =
  | { readonly kind: 'example'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** More combinations of states than this are not looked at. */
const MAX_COMBINATIONS = 20_000;

/** Nor are more steps of the patterns than this, which is less than a second. */
const MAX_VISITS = 10_000_000;

/** A text that all of `all` match and none of `none`: the shortest one, and the most natural of these. */
export function exampleText(all: readonly Node[], none: readonly Node[]): Example {
  const languages: Language[] = [];
  for (const tree of [...all, ...none]) {
    const language = languageOf(tree);
    if ('kind' in language) return language;
    languages.push(language);
  }
  const budget: Budget = { left: MAX_VISITS };
  const automata = languages.map((language) => new Backward(language, budget));
  const found = walk(automata, all.length, alphabetOf(languages), budget);
  return found.kind === 'none' && languages.slice(0, all.length).some(asksForNewline)
    ? { kind: 'unknown', reason: 'a pattern that asks for a newline' }
    : found;
}

/** A combination of states; the text that leads to it is its unit and then that of the one before. */
type Combination = {
  readonly states: readonly StateId[];
  readonly before: Combination | null;
  readonly unit: number;
};

/** `count` is how many of the automata, the first ones, are to accept the text; the others are not to. */
function walk(
  automata: readonly Backward[],
  count: number,
  alphabet: readonly number[],
  budget: Budget,
): Example {
  const first: Combination = { states: automata.map((automaton) => automaton.start), before: null, unit: 0 };
  const seen = new Set([first.states.join()]);
  const queue = [first];
  for (const at of queue) {
    if (automata.every((automaton, i) => automaton.accepts(at.states[i] ?? FOUND) === i < count)) {
      return { kind: 'example', text: textOf(at) };
    }
    for (const unit of alphabet) {
      const states = automata.map((automaton, i) => automaton.move(at.states[i] ?? FOUND, unit));
      const key = states.join();
      // What is matched stays matched, whatever comes before it.
      if (seen.has(key) || states.some((state, i) => i >= count && state === FOUND)) continue;
      if (seen.size >= MAX_COMBINATIONS || budget.left <= 0) {
        return { kind: 'unknown', reason: 'patterns with too many combinations' };
      }
      seen.add(key);
      queue.push({ states, before: at, unit });
    }
  }
  return { kind: 'none' };
}

function textOf(combination: Combination): string {
  let text = '';
  for (let at: Combination | null = combination; at?.before; at = at.before)
    text += String.fromCharCode(at.unit);
  return text;
}
