// A file of a program: its text, what it imports at a glance, and its tree once somebody asks for it.
import { commentsIn } from '../../syntax/js/comments';
import type { JsTree, ParseJs } from '../../syntax/js/tree';
import type { FileId } from '../../text/span';
import type { Document, SyntaxProblem } from '../kind';
import { specifiersIn } from './modules/specifiers';
import { isMaker } from './recognise';

export type ExpressDocument = Document & {
  readonly kind: 'express';
  /** What it may import, by the text alone. */
  readonly specifiers: readonly string[];
};

/** Whether a file makes apps or routers itself. */
export function importsExpress({ specifiers }: ExpressDocument): boolean {
  return specifiers.some(isMaker);
}

/** Whether a document is a file of a program. */
export function isExpressDocument(document: Document): document is ExpressDocument {
  return document.kind === 'express';
}

/** Takes a text as a file of a program. Its tree is made when it is asked for: see `treeOf`. */
export function parseDocument(file: FileId, text: string): ExpressDocument {
  const comments = text.includes('authlint-') ? commentsIn(text) : [];
  return { kind: 'express', file, text, problems: [], comments, specifiers: specifiersIn(text) };
}

const trees = new WeakMap<ExpressDocument, JsTree>();

/** The tree of a document, parsed once. */
export function treeOf(document: ExpressDocument, parseJs: ParseJs): JsTree {
  const known = trees.get(document);
  if (known !== undefined) return known;
  const tree = parseJs(document.file, document.text);
  trees.set(document, tree);
  return tree;
}

/** Where a text that was read is none of its language, which is for its compiler to report. */
export function brokenAt(document: Document): SyntaxProblem | null {
  return isExpressDocument(document) ? (trees.get(document)?.broken ?? null) : null;
}
