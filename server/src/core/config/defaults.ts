// The settings of a project that has none.
import type { Config } from './schema';

/** What the schema makes of an empty file. It is written down here since few runs need the schema. */
export const DEFAULT_CONFIG: Config = {
  rules: {},
  exclude: [],
  ignore: [],
  public: [],
  guards: {},
  upstreams: {},
};
