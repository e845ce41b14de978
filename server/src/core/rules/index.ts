// All rules, in the order of their ids. Written by scripts/gen.mjs.
import type { Rule } from '../findings/rule';
import { rule as nginxAccessRulesInAuthSubrequest } from './nginx/access-rules-in-auth-subrequest';
import { rule as nginxAuthCacheKeyWithoutCredentials } from './nginx/auth-cache-key-without-credentials';
import { rule as nginxAuthRequestLocationNotInternal } from './nginx/auth-request-location-not-internal';
import { rule as nginxAuthRequestReplacesInherited } from './nginx/auth-request-replaces-inherited';
import { rule as nginxAuthRequestSetDropsInherited } from './nginx/auth-request-set-drops-inherited';
import { rule as nginxAuthRequestWithoutCredentials } from './nginx/auth-request-without-credentials';
import { rule as nginxDirectiveNotAllowedHere } from './nginx/directive-not-allowed-here';
import { rule as nginxDuplicateDirective } from './nginx/duplicate-directive';
import { rule as nginxIncludeNotFound } from './nginx/include-not-found';
import { rule as nginxMissingSemicolonSwallowsDirective } from './nginx/missing-semicolon-swallows-directive';
import { rule as nginxProxyCacheIgnoresAuthorization } from './nginx/proxy-cache-ignores-authorization';
import { rule as nginxProxyCacheStores401 } from './nginx/proxy-cache-stores-401';
import { rule as nginxProxyPassUserinfo } from './nginx/proxy-pass-userinfo';
import { rule as nginxRegexInvalid } from './nginx/regex-invalid';
import { rule as nginxWrongArgumentCount } from './nginx/wrong-argument-count';

export const RULES: readonly Rule[] = [
  nginxAccessRulesInAuthSubrequest,
  nginxAuthCacheKeyWithoutCredentials,
  nginxAuthRequestLocationNotInternal,
  nginxAuthRequestReplacesInherited,
  nginxAuthRequestSetDropsInherited,
  nginxAuthRequestWithoutCredentials,
  nginxDirectiveNotAllowedHere,
  nginxDuplicateDirective,
  nginxIncludeNotFound,
  nginxMissingSemicolonSwallowsDirective,
  nginxProxyCacheIgnoresAuthorization,
  nginxProxyCacheStores401,
  nginxProxyPassUserinfo,
  nginxRegexInvalid,
  nginxWrongArgumentCount,
];
