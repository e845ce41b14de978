// The only public door of the core.
export {
  type Analysis,
  type AnalysisInput,
  analyze,
  decide,
  halfRead,
  lint,
  read,
  routes,
} from './analyze';
export { type Catalogue, catalogueOf, type Part, RULE_INFOS } from './catalogue';
export { CONFIG_NAMES, type ConfigFile } from './config/config';
export type { Config } from './config/schema';
export { type Overrides, openSettings, type Settings } from './config/settings';
export type { Answer, AskOptions } from './decide/decide';
export type { ReadError, Site } from './decide/site';
export * from './editor';
export type * from './findings/finding';
export { type Described, fingerprintsOf } from './findings/fingerprint';
export { routeAt } from './findings/route';
export { pageOf, type RuleInfo } from './findings/rule';
export { meets } from './findings/witness';
export * from './format';
export { KINDS } from './kinds/registry';
export type * from './model/decision';
export {
  charsOf,
  type FileState,
  type Snapshot,
  type TextState,
  textStateOf,
  type Want,
} from './model/files';
export type * from './model/layer';
export { DEFAULT_CLIENT, type HeaderLine, type Request, requestTo, urlOf } from './model/request';
export { describeRequirement, type Requirement } from './model/requirement';
export { parserIn } from './syntax/js/loaded';
export type { ParseJs } from './syntax/js/tree';
export { closest } from './text/closest';
export { applyEdits, areDisjoint, type Edit } from './text/edit';
export { type LineIndex, lineIndex, offsetAt, type Position, positionAt } from './text/line-index';
export { baseName, folderOf, isAbsolute, isInside, joinPath } from './text/path';
export { type Chars, hasCrLf, lineStartIn, PiecedText } from './text/pieces';
export { compareBytes, inByteOrder, isPattern, matchesName } from './text/shell-pattern';
export type { FileId, Place, Span } from './text/span';
