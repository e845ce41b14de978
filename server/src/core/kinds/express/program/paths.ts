// The paths that a program gives to `use`, methods, `all` and `route`, as far as they are known.
import type { Place } from '../../../text/span';
import type { PathPattern, Presence, UnknownPath } from '../stack';
import { stringOf, type Value } from '../values';
import type { Given } from './call';
import { conditionPresence } from './conditions';
import { type DraftRouter, presenceWith } from './draft';
import { binary, plainOf } from './operators';
import { type Run, unknown } from './run';

/** The paths of a layer, and what must hold for it to be there under these. */
type Placed = { readonly paths: readonly PathPattern[] | null; readonly presence: readonly Presence[] };

/** A path may be one of at most so many that conditions choose among. */
const MAX_CHOICES = 4;

/** Where a call adds a layer: several times where a condition of the program chooses between paths. */
export function placesOf(run: Run, router: DraftRouter, path: Given | null): readonly Placed[] {
  const presence = presenceWith(router, run.presence);
  if (path === null) return [{ paths: null, presence }];
  return choicesOf(path.value, path.at, presence);
}

function choicesOf(given: Value, at: Place, presence: readonly Presence[]): readonly Placed[] {
  const value = onlyKnown(choiceOutside(given), at);
  const [first, second] = value.kind === 'either' ? value.of : [];
  const isChoice = value.kind === 'either' && value.of.length === 2 && countOf(value) <= MAX_CHOICES;
  if (!isChoice || first === undefined || second === undefined) {
    return [{ paths: pathsOf(value, at), presence }];
  }
  const { when } = value;
  return [first, second].flatMap((one, i) => {
    const placed = choicesOf(one, at, [...presence, conditionPresence(when, at, i === 1)]);
    return isElse(one, when) ? placed.map(asElse) : placed;
  });
}

const NO_PART = 'a part of the path may not be there';

/** Whether something is chosen where it is there itself, as in `given || '/default'`, or nobody wants it for a path. */
function isElse(value: Value, when: Value | null): boolean {
  const isNone = (part: Value) => part.kind === 'unknown' && part.reason === NO_PART;
  return (
    when === null || partsOf(value).some((part) => part === when || part.kind === 'undefined' || isNone(part))
  );
}

function asElse({ paths, presence }: Placed): Placed {
  const marked = paths?.map((path) => (path.kind === 'unknown' ? { ...path, isElse: true } : path));
  return { paths: marked ?? null, presence };
}

/** Of a choice among more, the only path that is known, and that it may be another. */
function onlyKnown(value: Value, at: Place): Value {
  if (value.kind !== 'either' || countOf(value) <= MAX_CHOICES) return value;
  const paths = partsOfChoice(value).flatMap((one) => pathsOf(one, at));
  const texts = new Set(paths.map((path) => (path.kind === 'string' ? path.text : null)));
  texts.delete(null);
  const [text] = texts;
  if (text === undefined || text === null || texts.size > 1) return value;
  const other = unknown('the path depends on too many conditions', at);
  return { kind: 'either', of: [{ kind: 'string', value: text }, other], when: null };
}

/** `base + '/x'`, where a condition chooses the base, is a choice between two sums. */
function choiceOutside(value: Value): Value {
  if (value.kind !== 'operation' || (value.operator !== '+' && value.operator !== 'template')) return value;
  const of = value.of.map(choiceOutside);
  const index = of.findIndex(({ kind }) => kind === 'either');
  const choice = of[index];
  if (choice?.kind !== 'either') return value;
  const withPart = (part: Value): Value => ({ ...value, of: of.map((one, i) => (i === index ? part : one)) });
  // What may not be there is no part of a path that anybody wants: what the path is then is not known.
  const other = unknown(NO_PART, value.at);
  return { ...choice, of: choice.of.map((part) => withPart(part.kind === 'undefined' ? other : part)) };
}

function countOf(value: Value): number {
  return partsOfChoice(value).length;
}

function partsOfChoice(value: Value): readonly Value[] {
  return value.kind === 'either' ? value.of.flatMap(partsOfChoice) : [value];
}

/** Whether a first argument is a path as far as it is known. What may be anything is one where handlers follow. */
export function isPathLike(value: Value, areMore: boolean): boolean {
  switch (value.kind) {
    case 'string':
    case 'regex':
    case 'env':
      return true;
    case 'operation':
      return value.operator === 'template' || value.operator === '+';
    case 'either':
      return value.of.every((one) => isPathLike(one, areMore));
    case 'member':
      return (
        value.of.kind === 'object' ||
        value.of.kind === 'env' ||
        (areMore && isNamedAsPath(stringOf(value.name)))
      );
    case 'package':
      return areMore && isNamedAsPath(value.path.at(-1));
    case 'unknown':
    case 'undefined':
      return areMore;
    default:
      return false;
  }
}

/** Whether a setting is called as paths are and functions are not, such as `options.basePath`. */
function isNamedAsPath(name: string | null | undefined): boolean {
  return /(?:path|prefix|base|url|uri|route|root|endpoint|mount)$/i.test(name ?? '');
}

/** Paths as they are given; lists are flattened. */
export function pathsOf(given: Value, at: Place): readonly PathPattern[] {
  const value = withDefaults(given, at);
  switch (value.kind) {
    case 'string':
      return [{ kind: 'string', text: value.value, at }];
    case 'regex':
      return [{ kind: 'regexp', source: value.pattern, flags: value.flags, at }];
    case 'array':
      return [
        ...value.elements.flatMap((one) => pathsOf(one, at)),
        ...(value.isOpen ? [unknownPath('there may be more paths', at)] : []),
      ];
    case 'env':
      return [unknownPath(`the path depends on process.env.${value.name}`, at)];
    case 'unknown':
      return [unknownPath(value.reason, at)];
    case 'operation':
      return [{ ...unknownPath('the path is not known', at), ...endsOf(value, at) }];
    default:
      return [unknownPath('the path is not known', at)];
  }
}

function unknownPath(reason: string, at: Place): UnknownPath {
  return { kind: 'unknown', reason, at, head: '', tail: '' };
}

/** The texts that a sum starts and ends with. */
function endsOf(value: Value, at: Place): Pick<UnknownPath, 'head' | 'tail'> {
  const texts = partsOf(value).map((part) => {
    const plain = plainOf(withDefaults(part, at));
    return plain === null ? null : String(plain.value);
  });
  const first = texts.indexOf(null);
  const last = texts.lastIndexOf(null);
  return { head: texts.slice(0, first).join(''), tail: texts.slice(last + 1).join('') };
}

/** The summands of a sum, from left to right. */
function partsOf(value: Value): readonly Value[] {
  const isSum = value.kind === 'operation' && (value.operator === '+' || value.operator === 'template');
  return isSum ? value.of.flatMap(partsOf) : [value];
}

/**
 * A path that the environment may set is taken as the program has it where nobody sets it: under that one it is found
 * by who starts it as it is.
 */
function withDefaults(value: Value, at: Place): Value {
  if (value.kind === 'env') return value.fallback === null ? value : withDefaults(value.fallback, at);
  if (value.kind !== 'operation' || (value.operator !== '+' && value.operator !== 'template')) return value;
  const parts = value.of.map((one) => withDefaults(one, at));
  if (parts.some((one) => plainOf(one) === null)) return value;
  return parts.reduce((sum, one) => binary('+', sum, one, at), { kind: 'string', value: '' });
}
