// Questions about the environment by their keys: whether a variable is set, whether it is a text, and what follows.

/** Whether a variable of the environment is set; with a literal of JavaScript, whether it is that. */
export function environmentKey(name: string, literal: string | null = null): string {
  const variable = `process.env.${name}`;
  return literal === null ? variable : `${variable} being ${literal}`;
}

const KEY = /^(process\.env\.\w+)(?: being (".*"))?$/s;

/** The answer to a question about the environment that follows from those to others; `null` where none does. */
export function impliedAnswer(known: ReadonlyMap<string, boolean>, key: string): boolean | null {
  if (!key.startsWith('process.env.')) return null;
  const [, variable, text] = KEY.exec(key) ?? [];
  if (variable === undefined) return null;
  const isText = isOtherText(known, key, `${variable} being "`);
  if (text === undefined) return isText ? true : null;
  // A variable that is another text, or not set, is not this one.
  return isText || (known.get(variable) === false && text !== '""') ? false : null;
}

/** Whether it is known that a variable is a text which is neither this one nor empty. */
function isOtherText(known: ReadonlyMap<string, boolean>, key: string, start: string): boolean {
  for (const [other, answer] of known)
    if (answer && other !== key && other.startsWith(start) && other !== `${start}"`) return true;
  return false;
}
