// The only public door of the core.
export {
  type Analysis,
  type AnalysisInput,
  analyze,
  type Catalogue,
  decide,
  RULE_INFOS,
  read,
  routes,
} from './analyze';
export { CONFIG_NAMES, type Config, type ConfigFile } from './config/config';
export type { Overrides } from './config/settings';
export type { ReadError, Site } from './decide/site';
export type * from './findings/finding';
export { pageOf, type RuleInfo } from './findings/rule';
export { KINDS } from './kinds/registry';
export type { FileState, Snapshot, Want } from './model/files';
