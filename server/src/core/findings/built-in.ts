// What AuthLint reports beside its rules: texts that cannot be read right, wrong settings, comments without effect.
import type { Document } from '../kinds/kind';
import type { KindId } from '../model/layer';
import type { Place } from '../text/span';
import type { Finding, Fix, RuleId } from './finding';
import type { RuleInfo } from './rule';

const NGINX_SYNTAX: RuleInfo = {
  id: 'nginx/syntax',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'nginx does not start with a file that it cannot read.',
};

const OPENAPI_SYNTAX: RuleInfo = {
  id: 'openapi/syntax',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'Readers refuse a document that is no valid YAML or JSON, or each reads something else.',
};

export const INVALID_CONFIG: RuleInfo = {
  id: 'cross/invalid-config',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'AuthLint cannot follow a setting that it does not understand.',
};

export const UNUSED_SUPPRESSION: RuleInfo = {
  id: 'cross/unused-suppression',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'info',
  summary: 'A comment that silences nothing hides what it was once written for.',
};

export const BUILT_IN: readonly RuleInfo[] = [
  INVALID_CONFIG,
  UNUSED_SUPPRESSION,
  NGINX_SYNTAX,
  OPENAPI_SYNTAX,
];

/** A finding of something that is written in the text itself, which no request is needed to show. */
export function textFinding(info: RuleInfo, message: string, at: Place, fixes: readonly Fix[] = []): Finding {
  const { id, kind, certainty } = info;
  const severity = info.severity === 'off' ? 'info' : info.severity;
  return { rule: id, kind, certainty, severity, message, at, related: [], witness: null, fixes };
}

/** The problems of a parsed text as findings. */
export function syntaxFindings(document: Document): readonly Finding[] {
  return document.problems.map(({ span, message }) =>
    textFinding({ ...NGINX_SYNTAX, id: syntaxRuleOf(document.kind) }, message, { file: document.file, span }),
  );
}

function syntaxRuleOf(kind: KindId): RuleId {
  return `${kind}/syntax`;
}
