// Parses JavaScript and TypeScript with the TypeScript 6 library: a chunk of its own, loaded when a file needs it.
import { createSourceFile, JSDocParsingMode, ScriptKind, ScriptTarget, type SourceFile } from 'typescript-6';
import { Converter } from './convert';
import type { JsProblem, JsTree } from './tree';

/**
 * Parses a text of any JavaScript or TypeScript dialect; a broken one gives what could be read of it. JSX is read in
 * all files but `.ts`, `.mts` and `.cts`, where `<T>x` is a type, and types wherever no name rules them out. Parsing never throws: what nests so deep that the
 * library overflows gives an empty tree.
 */
export function parseJs(file: string, text: string): JsTree {
  try {
    const source = createSourceFile(
      file,
      text,
      { languageVersion: ScriptTarget.ESNext, jsDocParsingMode: JSDocParsingMode.ParseNone },
      false,
      scriptKind(file),
    );
    return { statements: new Converter(text).statements(source.statements), broken: firstProblem(source) };
  } catch (error) {
    if (error instanceof RangeError) {
      const span = { start: 0, end: text.length };
      return { statements: [], broken: { span, message: 'It nests too deep to be read.' } };
    }
    throw error;
  }
}

/**
 * What the library noted first that breaks the tree; other notes are about what it has read, such as an octal number.
 * It keeps them on the file, under a name that its types do not have.
 */
function firstProblem(source: SourceFile): JsProblem | null {
  const noted: unknown = Reflect.get(source, 'parseDiagnostics');
  if (!Array.isArray(noted)) return null;
  for (const one of noted.filter((note: unknown) => typeof note === 'object' && note !== null)) {
    const [start, length, text]: unknown[] = ['start', 'length', 'messageText'].map((name) =>
      Reflect.get(one, name),
    );
    if (typeof start !== 'number' || typeof length !== 'number' || typeof text !== 'string') continue;
    if (BREAKING.test(text)) return { span: { start, end: start + length }, message: text };
  }
  return null;
}

const BREAKING = /expected|unterminated|unexpected|invalid character/i;

function scriptKind(file: string): ScriptKind {
  if (/\.[cm]?ts$/i.test(file)) return ScriptKind.TS;
  return /\.(?:[cm]?js|jsx)$/i.test(file) ? ScriptKind.JSX : ScriptKind.TSX;
}
