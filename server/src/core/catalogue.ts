// What an analysis knows: the kinds and rules of the parts of the core that are loaded, and what the others say of themselves.
import type { KnownKind } from './decide/site';
import { BUILT_IN } from './findings/built-in';
import type { Rule, RuleInfo } from './findings/rule';
import type { Kind } from './kinds/kind';
import { KINDS } from './kinds/registry';
import { INFOS } from './rules/infos';

/** A part of the core that is loaded once a file needs it. */
export type Part = { readonly kind: Kind; readonly rules: readonly Rule[] };

export type Catalogue = {
  readonly kinds: readonly KnownKind[];
  readonly rules: readonly Rule[];
  /** What there is to be reported, by rules that are not loaded too. */
  readonly infos: readonly RuleInfo[];
};

/** What there is to be reported, sorted by id. */
export const RULE_INFOS: readonly RuleInfo[] = [...INFOS, ...BUILT_IN].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The catalogue of these parts. What else a file needs, an analysis with it wants. */
export function catalogueOf(parts: readonly Part[]): Catalogue {
  return {
    kinds: KINDS.map((sign) => parts.find(({ kind }) => kind.part === sign.part)?.kind ?? sign),
    rules: [...new Set(parts.flatMap(({ rules }) => rules))],
    infos: RULE_INFOS,
  };
}
