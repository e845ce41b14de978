// Tells the files of Express programs from other programs, without parsing them.
import { baseName } from '../../text/path';
import type { FileId } from '../../text/span';
import type { KindSign } from '../kind';
import { isRelative, specifiersIn, splitSpecifier } from './modules/specifiers';

export const expressSign: KindSign = {
  id: 'express',
  part: 'express',
  // A file of a program that is larger was written by a program.
  reading: { namesTell: false, maxBytes: 2 * 1024 * 1024, maxFiles: 20_000 },
  mayBe: mayBeExpress,
  recognises: (file, text, named) =>
    (named === true || mayBeExpress(file) || hasNoEnding(file)) && isExpress(file, String(text)),
};

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/i;

/** Declarations, tests, settings of tools and what was minified add nothing to a program that runs. */
const NO_PROGRAM =
  /\.(?:d\.[cm]?ts|d\.\w+\.ts)$|\.(?:test|tests|spec|specs|e2e|stories|min|bundle|config|conf)\.[cm]?[jt]sx?$|\/(?:__tests__|__mocks__|__fixtures__|cypress\/(?:e2e|integration|component|support|plugins|fixtures))\//i;

/** Whether a file may be of a program, by its name. */
function mayBeExpress(file: FileId): boolean {
  return SOURCE.test(file) && !NO_PROGRAM.test(file) && !baseName(file).startsWith('.');
}

/** Whether a name tells nothing, such as that of `bin/www` and of a text that was not saved yet. */
function hasNoEnding(file: FileId): boolean {
  return !baseName(file).includes('.');
}

/** Packages that make apps and routers. */
const MAKERS: ReadonlySet<string> = new Set([
  'express',
  'router',
  'express-promise-router',
  'routing-controllers',
  'inversify-express-utils',
  'json-server',
]);

const TEST_LIBRARIES =
  /^(?:supertest|chai(?:-http)?|mocha|jest|vitest|ava|tap|sinon|@jest\/globals|node:test|@playwright\/test|light-my-request)$/;

/** What an app is called at its end, or what makes one, as in `createApp`, `new ApiServer` and `new AppBuilder`. */
const NOUN = '(?:app(?:lication)?|server|express|api|routes?)(?:builder|factory)?';

/**
 * What a file does that has no app of its own, but may add layers to another file's. One pattern of all would take
 * twice as long, and so would one that looks for the verbs first, which more words begin with.
 */
const USES_AN_APP: readonly RegExp[] = [
  /\.(?:use|listen)\s*\(/i,
  new RegExp(
    `(?:${NOUN})\\b(?<=\\b(?:(?:create|make|build|init|load|setup|start|run|boot)\\w*|new\\s+\\w*)(?:${NOUN}))`,
    'i',
  ),
  /(?:\b(?:app|server)|(?:app|server)(?:builder|factory))\.\w+\(/i,
  /\bbootstrap\s*\(/i,
];

/** What files are called that programs start in: they do something, and do not only pass on what others export. */
const STARTS = /^(?:app|server|main|index|start|api|www)\.[cm]?[jt]s$/i;
const CALLS = /[\w)\]]\s*\(/;

/** The start of a specifier of such a package, or of a file of the program: without one, all else is spared. */
const NAMES_MODULE =
  /['"`](?:\.|\/|#|[@~]|(?:node:)?(?:express|router|routing-controllers|inversify-express|json-server))/;

/**
 * Whether a text may be of an Express program: it imports Express, or it imports files of the program and does
 * something with an app. Others that these import are read as well. Tests are none.
 */
function isExpress(file: FileId, text: string): boolean {
  if (!NAMES_MODULE.test(text)) return false;
  const specifiers = specifiersIn(text);
  const makes = specifiers.some(isMaker);
  const uses = USES_AN_APP.some((use) => use.test(text)) || (startsPrograms(file) && CALLS.test(text));
  if (!makes && !(uses && specifiers.some(isOfProgram))) return false;
  return !specifiers.some((one) => TEST_LIBRARIES.test(one));
}

/** Whether a file is called as those are that programs start in. */
export function startsPrograms(file: FileId): boolean {
  return STARTS.test(baseName(file));
}

/** Whether a specifier is of a package that makes apps or routers. */
export function isMaker(specifier: string): boolean {
  return MAKERS.has(splitSpecifier(specifier).name);
}

/** A package with a scope may be one of the workspace. */
function isOfProgram(specifier: string): boolean {
  return isRelative(specifier) || /^(?:@|~\/|#)/.test(specifier);
}
