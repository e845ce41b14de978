// Keys that are two halves of one credential, as their names say: an id and a key, a key and a secret.
import type { SecurityScheme } from '../../kinds/openapi/scheme';

const HALVES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:id|identifier)$/, /^(?:key|secret|token|password)$/],
  [/^(?:key)$/, /^(?:secret|token|password)$/],
  [/^(?:user|username|login|email|account)$/, /^(?:password|secret|key|token)$/],
  [/^(?:token)$/, /^(?:secret)$/],
];

/** Whether two schemes, by their own names or those of their headers, are halves of one credential. */
export function areHalves(one: SecurityScheme, other: SecurityScheme): boolean {
  if (one.carrier?.in !== other.carrier?.in) return false;
  return namesOf(one).some((a) =>
    namesOf(other).some((b) => belongTogether(a, b) || belongTogether(b, a) || areTwoKeys(a, b)),
  );
}

/** The words of the names of a scheme, those that say nothing left out: `X-App-Id` is `app`, `id`. */
function namesOf(scheme: SecurityScheme): readonly (readonly string[])[] {
  return [scheme.name, scheme.text('name') ?? ''].map((name) =>
    wordsOf(name).filter(
      (word) => word !== 'x' && !/^(?:auth|authentication|header|query|scheme)$/.test(word),
    ),
  );
}

/** The same stem, and ends that go together: `app-id` and `app-key`, `access-key` and `secret-key`. */
function belongTogether(a: readonly string[], b: readonly string[]): boolean {
  const [lastA = '', lastB = ''] = [a.at(-1), b.at(-1)];
  if (a.length === 0 || b.length === 0) return false;
  if (lastA === 'key' && lastB === 'key') return a.at(-2) === 'access' && b.at(-2) === 'secret';
  // An id alone proves nothing, so it goes with the key: `application-id` and `rest-api-key`.
  if (/^(?:app|application|account|client|merchant|partner|project)-id$/.test(a.join('-')))
    if (/^(?:rest-)?api-key$/.test(b.join('-'))) return true;
  if (/^access-key-id$/.test(a.join('-')) && /^secret-(?:access-)?key$/.test(b.join('-'))) return true;
  const stem = a.slice(0, -1).join('-');
  // A key and a token of nothing in particular are two ways in more often than two halves.
  if (stem === '' && lastA === 'key' && lastB === 'token') return false;
  return (
    stem === b.slice(0, -1).join('-') &&
    HALVES.some(([first, second]) => first.test(lastA) && second.test(lastB))
  );
}

/** A key of the API and one of the application, whatever stands before both: `dd-api-key` and `dd-application-key`. */
function areTwoKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.slice(0, -2).join('-') !== b.slice(0, -2).join('-')) return false;
  const isKey = (words: readonly string[], owner: RegExp) =>
    owner.test(words.at(-2) ?? '') && words.at(-1) === 'key';
  const isPair = (one: readonly string[], other: readonly string[]) =>
    isKey(one, /^api$/) && isKey(other, /^(?:app|application)$/);
  return isPair(a, b) || isPair(b, a);
}

const TOGETHER =
  /\b(?:both|together|in addition|along ?side|combin(?:ed|ation)|accompan\w+|as well as|and also)\b/i;

/** Whether a sentence about the API, or about one of two schemes, says that both are to be sent. */
export function saysThatBothAreSent(
  about: string | null,
  one: SecurityScheme,
  other: SecurityScheme,
): boolean {
  return (
    sentencesOf(about).some((words) => names(words, one) && names(words, other)) ||
    sentencesOf(one.text('description')).some((words) => names(words, other)) ||
    sentencesOf(other.text('description')).some((words) => names(words, one))
  );
}

/** The sentences of a text that join things, in plain words. */
function sentencesOf(text: string | null): readonly string[] {
  const joining = (text ?? '')
    .split(/[.!?](?=\s)|\n\s*\n/)
    .filter(
      (sentence) => TOGETHER.test(sentence) && !/\b(?:either|or|alternatives?|one of)\b/i.test(sentence),
    );
  return joining.map((sentence) => ` ${wordsOf(sentence).join(' ')} `);
}

/** Whether words have the name of a scheme or of its header in them, or the last two words of one. */
function names(words: string, scheme: SecurityScheme): boolean {
  const all = [scheme.name, scheme.text('name') ?? ''].map(wordsOf).filter(({ length }) => length > 0);
  return all.some(
    (name) =>
      words.includes(` ${name.join(' ')} `) ||
      (name.length > 2 && words.includes(` ${name.slice(-2).join(' ')} `)),
  );
}

function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
