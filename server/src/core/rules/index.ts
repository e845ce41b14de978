// All rules, in the order of their ids. Written by scripts/gen.mjs.
import type { Rule } from '../findings/rule';
import { rule as nginxDirectiveNotAllowedHere } from './nginx/directive-not-allowed-here';
import { rule as nginxDuplicateDirective } from './nginx/duplicate-directive';
import { rule as nginxIncludeNotFound } from './nginx/include-not-found';
import { rule as nginxMissingSemicolonSwallowsDirective } from './nginx/missing-semicolon-swallows-directive';
import { rule as nginxProxyPassUserinfo } from './nginx/proxy-pass-userinfo';
import { rule as nginxRegexInvalid } from './nginx/regex-invalid';
import { rule as nginxWrongArgumentCount } from './nginx/wrong-argument-count';

export const RULES: readonly Rule[] = [
  nginxDirectiveNotAllowedHere,
  nginxDuplicateDirective,
  nginxIncludeNotFound,
  nginxMissingSemicolonSwallowsDirective,
  nginxProxyPassUserinfo,
  nginxRegexInvalid,
  nginxWrongArgumentCount,
];
