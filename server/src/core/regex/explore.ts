// Looks for the shortest readable text that some patterns match and others do not, by a walk over their automata.
import { type Automaton, automatonOf, type State } from './automaton';
import type { Program } from './program';

export type Example =
  | { readonly kind: 'example'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** More combinations of states than this are not looked at. */
const MAX_STATES = 20_000;

/** Units by how natural they look in a path; then the rest of ASCII that is printed, then bytes beyond it. */
const NATURAL = 'abcdefghijklmnopqrstuvwxyz0123456789/-_.ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A text that all of `all` match and none of `none`; the shortest one, and the most natural of these. */
export function exampleText(all: readonly Program[], none: readonly Program[]): Example {
  const wanted: Automaton[] = [];
  for (const program of [...all, ...none]) {
    const automaton = automatonOf(program);
    if (automaton === null)
      return { kind: 'unknown', reason: 'a pattern with look-around or an atomic group' };
    wanted.push(automaton);
  }
  return walk(wanted, all.length, alphabetOf([...all, ...none]));
}

type Node = { readonly states: readonly State[]; readonly from: Node | null; readonly unit: number };

function walk(automata: readonly Automaton[], count: number, alphabet: readonly number[]): Example {
  const fits = (states: readonly State[]) =>
    automata.every((automaton, i) => automaton.accepts(states[i] ?? automaton.start) === i < count);
  let level: Node[] = [{ states: automata.map((automaton) => automaton.start), from: null, unit: 0 }];
  const seen = new Set<string>([keyOf(level[0]?.states ?? [])]);
  while (level.length > 0) {
    const next: Node[] = [];
    for (const node of level) {
      if (fits(node.states)) return { kind: 'example', text: textOf(node) };
      for (const unit of alphabet) {
        const states = automata.map((automaton, i) =>
          automaton.step(node.states[i] ?? automaton.start, unit),
        );
        const key = keyOf(states);
        if (seen.has(key)) continue;
        if (seen.size >= MAX_STATES)
          return { kind: 'unknown', reason: 'patterns with too many combinations' };
        seen.add(key);
        next.push({ states, from: node, unit });
      }
    }
    level = next;
  }
  return { kind: 'none' };
}

function keyOf(states: readonly State[]): string {
  return states.map((state) => state.key).join('|');
}

function textOf(node: Node): string {
  let text = '';
  for (let at: Node | null = node; at !== null && at.from !== null; at = at.from)
    text = String.fromCharCode(at.unit) + text;
  return text;
}

/** One unit for each class of units that no set of the patterns tells apart, natural ones first. */
function alphabetOf(programs: readonly Program[]): readonly number[] {
  const sets = programs.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => (instruction.kind === 'set' ? [instruction.set] : [])),
  );
  const masks = [...new Set(sets)].map((set) => set.low);
  const classes = new Map<string, number>();
  for (const unit of candidates()) {
    const key = masks.map((low) => ((low[unit >> 5] ?? 0) >> (unit & 31)) & 1).join('');
    const word = /\w/.test(String.fromCharCode(unit)) ? 'w' : 'o';
    if (!classes.has(word + key)) classes.set(word + key, unit);
  }
  return [...classes.values()];
}

function* candidates(): Generator<number> {
  for (let i = 0; i < NATURAL.length; i++) yield NATURAL.charCodeAt(i);
  for (let unit = 0x21; unit < 0x7f; unit++) yield unit;
  yield 0x20;
  for (let unit = 0x80; unit < 0x100; unit++) yield unit;
}
