// What AuthLint says: a finding with its places, its witness and its fixes.
import type { Request } from '../model/request';
import type { Edit } from '../text/edit';
import type { Place } from '../text/span';

/** Every rule has exactly one kind. */
export const FINDING_KINDS = [
  'missing-challenge',
  'header-stripped',
  'over-protected',
  'unprotected',
  'preflight-blocked',
  'scheme-mismatch',
  'session-cookie',
  'token-lifetime',
  'path-mismatch',
  'contract-mismatch',
  'wrong-status',
  'syntax',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** `assert`: wrong from the files alone. `hint`: a question to the reader. */
export type Certainty = 'assert' | 'hint';

export type Severity = 'error' | 'warning' | 'info';

/** Such as `nginx/acme-challenge-requires-auth`. */
export type RuleId = `${'nginx' | 'express' | 'openapi' | 'cross'}/${string}`;

/** A place with what is to be said of it. */
export type Label = Place & { readonly message: string };

/** What the real server answers to a witness. A field that is left out is not promised. */
export type Expectation = {
  readonly status?: number;
  /** `null` promises that there is no WWW-Authenticate. */
  readonly challenges?: readonly string[] | null;
  /** `null` promises that there is no Location. */
  readonly location?: string | null;
  /** What the upstream receives as Authorization, `null` for none. */
  readonly authorization?: string | null;
};

/** A concrete request that shows a finding to be true. */
export type Witness = { readonly request: Request; readonly expect: Expectation };

/**
 * A fix. `safe` ones may be applied without a look (`--fix`, fix on save); whatever opens or removes a guard,
 * or changes who gets in, is `review`.
 */
export type Fix = {
  readonly title: string;
  readonly safety: 'safe' | 'review';
  readonly edits: readonly Edit[];
};

export type Finding = {
  readonly rule: RuleId;
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  readonly severity: Severity;
  /** One line that stands alone: names the route and the header, says what to do. */
  readonly message: string;
  /** The smallest token that shows the cause. */
  readonly at: Place;
  readonly related: readonly Label[];
  readonly witness: Witness | null;
  /** The obvious one first. */
  readonly fixes: readonly Fix[];
  /** Whether the marked code has no effect, so that an editor may fade it. */
  readonly unnecessary?: boolean;
  /** Secrets in the texts that are marked: outputs show stars in their place, and for the witness's credentials. */
  readonly secrets?: readonly Place[];
};

/** What a rule reports; the rest of a finding comes from the rule itself. A rule may only lower its own certainty. */
export type Report = Pick<Finding, 'message' | 'at'> &
  Partial<
    Pick<Finding, 'related' | 'witness' | 'fixes' | 'severity' | 'certainty' | 'unnecessary' | 'secrets'>
  >;
