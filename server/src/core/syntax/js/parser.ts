// Parses JavaScript and TypeScript with the TypeScript 6 library: a chunk of its own, loaded when a file needs it.
import { createSourceFile, JSDocParsingMode, ScriptKind, ScriptTarget } from 'typescript-6';
import { Converter } from './convert';
import type { JsTree } from './tree';

/**
 * Parses a text of any JavaScript or TypeScript dialect; a broken one gives what could be read of it. JSX is read in
 * all files but `.ts`, `.mts` and `.cts`, where `<T>x` is a type. Parsing never throws: what nests so deep that the
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
    return { statements: new Converter(source).statements(source.statements) };
  } catch (error) {
    if (error instanceof RangeError) return { statements: [] };
    throw error;
  }
}

function scriptKind(file: string): ScriptKind {
  if (/\.[cm]?ts$/i.test(file)) return ScriptKind.TS;
  return /\.tsx$/i.test(file) ? ScriptKind.TSX : ScriptKind.JSX;
}
