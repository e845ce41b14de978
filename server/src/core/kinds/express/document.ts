// A file of a program: its text, what it imports at a glance, and its tree once somebody asks for it.
import { commentsIn } from '../../syntax/js/comments';
import type { JsTree, ParseJs } from '../../syntax/js/tree';
import { baseName } from '../../text/path';
import type { FileId } from '../../text/span';
import type { Document } from '../kind';
import { isRelative, specifiersIn, splitSpecifier } from './modules/specifiers';

export type ExpressDocument = Document & {
  readonly kind: 'express';
  /** What it may import, by the text alone. */
  readonly specifiers: readonly string[];
};

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/i;

/** Declarations, tests, settings of tools and what was minified add nothing to a program that runs. */
const NO_PROGRAM =
  /\.(?:d\.[cm]?ts|d\.\w+\.ts)$|\.(?:test|tests|spec|specs|e2e|stories|min|bundle|config|conf)\.[cm]?[jt]sx?$|\/(?:__tests__|__mocks__|__fixtures__|cypress)\//i;

/** Whether a file may be of a program, by its name. */
export function mayBeExpress(file: FileId): boolean {
  return SOURCE.test(file) && !NO_PROGRAM.test(file) && !baseName(file).startsWith('.');
}

/** Packages that make apps and routers. */
const MAKERS: ReadonlySet<string> = new Set(['express', 'router', 'express-promise-router']);

const TEST_LIBRARIES =
  /^(?:supertest|chai(?:-http)?|mocha|jest|vitest|ava|tap|sinon|@jest\/globals|node:test|@playwright\/test|light-my-request)$/;

/** What a file does that has no app of its own, but may add layers to another file's. */
const USES_AN_APP =
  /\.(?:use|listen)\s*\(|\b(?:create|make|build|init|load|setup)\w*(?:App|Server|Express|Routes?)\b/i;

/**
 * Whether a text may be of an Express program: it imports Express, or it imports files of the program and does
 * something with an app. Others that these import are read as well. Tests are none.
 */
export function isExpress(file: FileId, text: string): boolean {
  if (!mayBeExpress(file)) return false;
  const namesExpress = text.includes('express') || text.includes('router');
  if (!namesExpress && !USES_AN_APP.test(text)) return false;
  const specifiers = specifiersIn(text);
  if (specifiers.some((one) => TEST_LIBRARIES.test(one))) return false;
  return specifiers.some(isMaker) || (USES_AN_APP.test(text) && specifiers.some(isOfProgram));
}

function isMaker(specifier: string): boolean {
  return MAKERS.has(splitSpecifier(specifier).name);
}

function isOfProgram(specifier: string): boolean {
  return isRelative(specifier) || /^[@~#]\//.test(specifier) || specifier.startsWith('#');
}

/** Whether a file makes apps or routers itself. */
export function importsExpress({ specifiers }: ExpressDocument): boolean {
  return specifiers.some(isMaker);
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
