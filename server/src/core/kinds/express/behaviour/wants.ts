// What handlers compare with what clients send, and where they misspell headers, among the notes of what they read.
import type { Place } from '../../../text/span';

/** How an exchange notes a text of the program that something the client sent was compared with. */
export const WANTS = 'wants ';

const SPELT = 'spelt ';

/** How an exchange notes that its headers were read by a name with capitals, under which Node keeps none. */
export function spellingNote(name: string, { file, span }: Place): string {
  return `${SPELT}${name} ${span.start} ${span.end} ${file}`;
}

/** The name that such a note is about, and where it was read; `null` for other notes. */
export function spellingOf(note: string): { readonly name: string; readonly at: Place } | null {
  if (!note.startsWith(SPELT)) return null;
  const [name = '', start, end, ...file] = note.slice(SPELT.length).split(' ');
  return { name, at: { file: file.join(' '), span: { start: Number(start), end: Number(end) } } };
}
