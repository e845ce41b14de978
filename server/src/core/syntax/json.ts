// JSON with the liberties of tsconfig.json (comments, commas at the end), as plain values.

/** The value of a text; `undefined` where it is no JSON even with these liberties. */
export function parseJson(text: string): unknown {
  return parseStrict(text) ?? parseStrict(withoutComments(text));
}

/** The value of a text without these liberties, as `require` gives it; `undefined` where it is no JSON. */
export function parseStrict(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])/g;

function withoutComments(text: string): string {
  const bare = text.replace(TOKEN, (token) => (token.startsWith('"') || token === ',' ? token : ' '));
  return bare.replace(TOKEN, (token) => (token === ',' ? '' : token));
}

/** What an object of JSON has under a name; `undefined` where it is no object, or has no such entry. */
export function jsonEntry(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
