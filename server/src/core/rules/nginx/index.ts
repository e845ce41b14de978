// All rules for nginx, in the order of their ids. Written by scripts/gen.mjs.
import type { Rule } from '../../findings/rule';
import { rule as nginxAccessRulesInAuthSubrequest } from './access-rules-in-auth-subrequest';
import { rule as nginxAcmeChallengeDenied } from './acme-challenge-denied';
import { rule as nginxAcmeChallengeRequiresAuth } from './acme-challenge-requires-auth';
import { rule as nginxAddHeaderAuthorizationInResponse } from './add-header-authorization-in-response';
import { rule as nginxAddHeaderChallengeWithoutAlways } from './add-header-challenge-without-always';
import { rule as nginxAddHeaderDropsInheritedChallenge } from './add-header-drops-inherited-challenge';
import { rule as nginxAddHeaderInAuthSubrequest } from './add-header-in-auth-subrequest';
import { rule as nginxAllowAfterDenyAll } from './allow-after-deny-all';
import { rule as nginxAllowDenyDropsInherited } from './allow-deny-drops-inherited';
import { rule as nginxAllowWithoutDeny } from './allow-without-deny';
import { rule as nginxAuthBasicEmptyRealm } from './auth-basic-empty-realm';
import { rule as nginxAuthBasicMapValueNotOff } from './auth-basic-map-value-not-off';
import { rule as nginxAuthBasicMapWithoutDefault } from './auth-basic-map-without-default';
import { rule as nginxAuthBasicOffMisspelled } from './auth-basic-off-misspelled';
import { rule as nginxAuthBasicRealmUnescapedQuote } from './auth-basic-realm-unescaped-quote';
import { rule as nginxAuthBasicUserFileDynamic } from './auth-basic-user-file-dynamic';
import { rule as nginxAuthBasicUserFileNotFound } from './auth-basic-user-file-not-found';
import { rule as nginxAuthBasicUserFileWithoutRealm } from './auth-basic-user-file-without-realm';
import { rule as nginxAuthBasicWithoutUserFile } from './auth-basic-without-user-file';
import { rule as nginxAuthCacheKeyWithoutCredentials } from './auth-cache-key-without-credentials';
import { rule as nginxAuthDecisionOnRawRequestUri } from './auth-decision-on-raw-request-uri';
import { rule as nginxAuthExemptionByExtension } from './auth-exemption-by-extension';
import { rule as nginxAuthExemptionLostOnInternalRedirect } from './auth-exemption-lost-on-internal-redirect';
import { rule as nginxAuthExemptionRegexUnanchored } from './auth-exemption-regex-unanchored';
import { rule as nginxAuthLocationErrorPage } from './auth-location-error-page';
import { rule as nginxAuthOffByClientHeader } from './auth-off-by-client-header';
import { rule as nginxAuthOnInternalRedirectTarget } from './auth-on-internal-redirect-target';
import { rule as nginxAuthRequestBodyLimit } from './auth-request-body-limit';
import { rule as nginxAuthRequestEndpointRedirects } from './auth-request-endpoint-redirects';
import { rule as nginxAuthRequestForwardsContentLength } from './auth-request-forwards-content-length';
import { rule as nginxAuthRequestLocationNotInternal } from './auth-request-location-not-internal';
import { rule as nginxAuthRequestOffMisspelled } from './auth-request-off-misspelled';
import { rule as nginxAuthRequestReplacesInherited } from './auth-request-replaces-inherited';
import { rule as nginxAuthRequestSetDropsInherited } from './auth-request-set-drops-inherited';
import { rule as nginxAuthRequestTargetMissing } from './auth-request-target-missing';
import { rule as nginxAuthRequestUriWithQuery } from './auth-request-uri-with-query';
import { rule as nginxAuthRequestUriWithVariable } from './auth-request-uri-with-variable';
import { rule as nginxAuthRequestWithInheritedBasic } from './auth-request-with-inherited-basic';
import { rule as nginxAuthRequestWithoutCredentials } from './auth-request-without-credentials';
import { rule as nginxAuthorizationBasicMalformed } from './authorization-basic-malformed';
import { rule as nginxAuthorizationClearedWithoutAuth } from './authorization-cleared-without-auth';
import { rule as nginxAuthorizationDoubleScheme } from './authorization-double-scheme';
import { rule as nginxAuthorizationPresenceOnly } from './authorization-presence-only';
import { rule as nginxAuthorizationWithoutScheme } from './authorization-without-scheme';
import { rule as nginxBasicAuthOverBearerApi } from './basic-auth-over-bearer-api';
import { rule as nginxBasicAuthWithoutTls } from './basic-auth-without-tls';
import { rule as nginxBasicCredentialsForwardedUpstream } from './basic-credentials-forwarded-upstream';
import { rule as nginxCaseSensitiveLocationBypass } from './case-sensitive-location-bypass';
import { rule as nginxCorsHeaderMissingOn401 } from './cors-header-missing-on-401';
import { rule as nginxCorsPreflightRequiresAuth } from './cors-preflight-requires-auth';
import { rule as nginxDirectiveNotAllowedHere } from './directive-not-allowed-here';
import { rule as nginxDuplicateDirective } from './duplicate-directive';
import { rule as nginxDuplicateServerName } from './duplicate-server-name';
import { rule as nginxErrorPage401ChangesStatus } from './error-page-401-changes-status';
import { rule as nginxErrorPage401NeedsRecursive } from './error-page-401-needs-recursive';
import { rule as nginxErrorPageDropsInherited401 } from './error-page-drops-inherited-401';
import { rule as nginxErrorPageShadowed } from './error-page-shadowed';
import { rule as nginxErrorPageTargetProtected } from './error-page-target-protected';
import { rule as nginxExactLocationAuthBypass } from './exact-location-auth-bypass';
import { rule as nginxFastcgiParamInProxiedLocation } from './fastcgi-param-in-proxied-location';
import { rule as nginxHeaderNameWithColon } from './header-name-with-colon';
import { rule as nginxHtpasswdBom } from './htpasswd-bom';
import { rule as nginxHtpasswdDigestFormat } from './htpasswd-digest-format';
import { rule as nginxHtpasswdEmptyPassword } from './htpasswd-empty-password';
import { rule as nginxHtpasswdInDocumentRoot } from './htpasswd-in-document-root';
import { rule as nginxHtpasswdLeadingSpace } from './htpasswd-leading-space';
import { rule as nginxHtpasswdPlaintextPassword } from './htpasswd-plaintext-password';
import { rule as nginxHtpasswdQuotedLine } from './htpasswd-quoted-line';
import { rule as nginxHtpasswdUnsupportedHash } from './htpasswd-unsupported-hash';
import { rule as nginxIdentityHeaderNotCleared } from './identity-header-not-cleared';
import { rule as nginxImplicitDefaultServerWithoutAuth } from './implicit-default-server-without-auth';
import { rule as nginxIncludeMatchesBackupFile } from './include-matches-backup-file';
import { rule as nginxIncludeNotFound } from './include-not-found';
import { rule as nginxLimitExceptInverted } from './limit-except-inverted';
import { rule as nginxLimitExceptSkipsRewriteChecks } from './limit-except-skips-rewrite-checks';
import { rule as nginxLocationWithQueryString } from './location-with-query-string';
import { rule as nginxLoginRouteProtected } from './login-route-protected';
import { rule as nginxMachineEndpointRequiresAuth } from './machine-endpoint-requires-auth';
import { rule as nginxMapAuthWithoutDefault } from './map-auth-without-default';
import { rule as nginxMapSecretCaseInsensitive } from './map-secret-case-insensitive';
import { rule as nginxMergeSlashesOffBypass } from './merge-slashes-off-bypass';
import { rule as nginxMissingSemicolonSwallowsDirective } from './missing-semicolon-swallows-directive';
import { rule as nginxNamedLocationNotFound } from './named-location-not-found';
import { rule as nginxNtlmWithoutUpstreamKeepalive } from './ntlm-without-upstream-keepalive';
import { rule as nginxOffForTheWrongModule } from './off-for-the-wrong-module';
import { rule as nginxPrefixLocationLooksLikeRegex } from './prefix-location-looks-like-regex';
import { rule as nginxPrefixLocationOvermatch } from './prefix-location-overmatch';
import { rule as nginxProtectedDirectoryHasSecondDoor } from './protected-directory-has-second-door';
import { rule as nginxProtectedUpstreamPathHasSecondDoor } from './protected-upstream-path-has-second-door';
import { rule as nginxProxyCacheIgnoresAuthorization } from './proxy-cache-ignores-authorization';
import { rule as nginxProxyCacheStores401 } from './proxy-cache-stores-401';
import { rule as nginxProxyHidesChallenge } from './proxy-hides-challenge';
import { rule as nginxProxyHostNotForwarded } from './proxy-host-not-forwarded';
import { rule as nginxProxyPassHeaderOnRequestHeader } from './proxy-pass-header-on-request-header';
import { rule as nginxProxyPassOffBySlash } from './proxy-pass-off-by-slash';
import { rule as nginxProxyPassRequestHeadersOff } from './proxy-pass-request-headers-off';
import { rule as nginxProxyPassUserinfo } from './proxy-pass-userinfo';
import { rule as nginxProxyPassVariableWithUri } from './proxy-pass-variable-with-uri';
import { rule as nginxProxySetHeaderDropsInherited } from './proxy-set-header-drops-inherited';
import { rule as nginxPublicFilesRequireAuth } from './public-files-require-auth';
import { rule as nginxRealIpTrustsEveryone } from './real-ip-trusts-everyone';
import { rule as nginxRegexInvalid } from './regex-invalid';
import { rule as nginxRegexLocationBypassesAuth } from './regex-location-bypasses-auth';
import { rule as nginxRemoteUserUnverified } from './remote-user-unverified';
import { rule as nginxReturn401TextSkipsErrorPage } from './return-401-text-skips-error-page';
import { rule as nginxReturn401WithoutChallenge } from './return-401-without-challenge';
import { rule as nginxReturnBypassesAuth } from './return-bypasses-auth';
import { rule as nginxRewriteLeavesAuthLocation } from './rewrite-leaves-auth-location';
import { rule as nginxSatisfyAllWithIpAndPassword } from './satisfy-all-with-ip-and-password';
import { rule as nginxSatisfyAnyAllowAll } from './satisfy-any-allow-all';
import { rule as nginxSatisfyAnyAllowsProxyAddress } from './satisfy-any-allows-proxy-address';
import { rule as nginxServerLevelAuthCheck } from './server-level-auth-check';
import { rule as nginxSiblingLocationUnprotected } from './sibling-location-unprotected';
import { rule as nginxSsiIncludeSkipsAuth } from './ssi-include-skips-auth';
import { rule as nginxSslVerifyClientOptionalUnchecked } from './ssl-verify-client-optional-unchecked';
import { rule as nginxTrailingSlashLocationBypass } from './trailing-slash-location-bypass';
import { rule as nginxTwinServerWithoutAuth } from './twin-server-without-auth';
import { rule as nginxUnderscoreHeaderDropped } from './underscore-header-dropped';
import { rule as nginxUnderscoresNotOnDefaultServer } from './underscores-not-on-default-server';
import { rule as nginxUnreachableAuthLocation } from './unreachable-auth-location';
import { rule as nginxWebsocketBehindBasic } from './websocket-behind-basic';
import { rule as nginxWrongArgumentCount } from './wrong-argument-count';

export const RULES: readonly Rule[] = [
  nginxAccessRulesInAuthSubrequest,
  nginxAcmeChallengeDenied,
  nginxAcmeChallengeRequiresAuth,
  nginxAddHeaderAuthorizationInResponse,
  nginxAddHeaderChallengeWithoutAlways,
  nginxAddHeaderDropsInheritedChallenge,
  nginxAddHeaderInAuthSubrequest,
  nginxAllowAfterDenyAll,
  nginxAllowDenyDropsInherited,
  nginxAllowWithoutDeny,
  nginxAuthBasicEmptyRealm,
  nginxAuthBasicMapValueNotOff,
  nginxAuthBasicMapWithoutDefault,
  nginxAuthBasicOffMisspelled,
  nginxAuthBasicRealmUnescapedQuote,
  nginxAuthBasicUserFileDynamic,
  nginxAuthBasicUserFileNotFound,
  nginxAuthBasicUserFileWithoutRealm,
  nginxAuthBasicWithoutUserFile,
  nginxAuthCacheKeyWithoutCredentials,
  nginxAuthDecisionOnRawRequestUri,
  nginxAuthExemptionByExtension,
  nginxAuthExemptionLostOnInternalRedirect,
  nginxAuthExemptionRegexUnanchored,
  nginxAuthLocationErrorPage,
  nginxAuthOffByClientHeader,
  nginxAuthOnInternalRedirectTarget,
  nginxAuthRequestBodyLimit,
  nginxAuthRequestEndpointRedirects,
  nginxAuthRequestForwardsContentLength,
  nginxAuthRequestLocationNotInternal,
  nginxAuthRequestOffMisspelled,
  nginxAuthRequestReplacesInherited,
  nginxAuthRequestSetDropsInherited,
  nginxAuthRequestTargetMissing,
  nginxAuthRequestUriWithQuery,
  nginxAuthRequestUriWithVariable,
  nginxAuthRequestWithInheritedBasic,
  nginxAuthRequestWithoutCredentials,
  nginxAuthorizationBasicMalformed,
  nginxAuthorizationClearedWithoutAuth,
  nginxAuthorizationDoubleScheme,
  nginxAuthorizationPresenceOnly,
  nginxAuthorizationWithoutScheme,
  nginxBasicAuthOverBearerApi,
  nginxBasicAuthWithoutTls,
  nginxBasicCredentialsForwardedUpstream,
  nginxCaseSensitiveLocationBypass,
  nginxCorsHeaderMissingOn401,
  nginxCorsPreflightRequiresAuth,
  nginxDirectiveNotAllowedHere,
  nginxDuplicateDirective,
  nginxDuplicateServerName,
  nginxErrorPage401ChangesStatus,
  nginxErrorPage401NeedsRecursive,
  nginxErrorPageDropsInherited401,
  nginxErrorPageShadowed,
  nginxErrorPageTargetProtected,
  nginxExactLocationAuthBypass,
  nginxFastcgiParamInProxiedLocation,
  nginxHeaderNameWithColon,
  nginxHtpasswdBom,
  nginxHtpasswdDigestFormat,
  nginxHtpasswdEmptyPassword,
  nginxHtpasswdInDocumentRoot,
  nginxHtpasswdLeadingSpace,
  nginxHtpasswdPlaintextPassword,
  nginxHtpasswdQuotedLine,
  nginxHtpasswdUnsupportedHash,
  nginxIdentityHeaderNotCleared,
  nginxImplicitDefaultServerWithoutAuth,
  nginxIncludeMatchesBackupFile,
  nginxIncludeNotFound,
  nginxLimitExceptInverted,
  nginxLimitExceptSkipsRewriteChecks,
  nginxLocationWithQueryString,
  nginxLoginRouteProtected,
  nginxMachineEndpointRequiresAuth,
  nginxMapAuthWithoutDefault,
  nginxMapSecretCaseInsensitive,
  nginxMergeSlashesOffBypass,
  nginxMissingSemicolonSwallowsDirective,
  nginxNamedLocationNotFound,
  nginxNtlmWithoutUpstreamKeepalive,
  nginxOffForTheWrongModule,
  nginxPrefixLocationLooksLikeRegex,
  nginxPrefixLocationOvermatch,
  nginxProtectedDirectoryHasSecondDoor,
  nginxProtectedUpstreamPathHasSecondDoor,
  nginxProxyCacheIgnoresAuthorization,
  nginxProxyCacheStores401,
  nginxProxyHidesChallenge,
  nginxProxyHostNotForwarded,
  nginxProxyPassHeaderOnRequestHeader,
  nginxProxyPassOffBySlash,
  nginxProxyPassRequestHeadersOff,
  nginxProxyPassUserinfo,
  nginxProxyPassVariableWithUri,
  nginxProxySetHeaderDropsInherited,
  nginxPublicFilesRequireAuth,
  nginxRealIpTrustsEveryone,
  nginxRegexInvalid,
  nginxRegexLocationBypassesAuth,
  nginxRemoteUserUnverified,
  nginxReturn401TextSkipsErrorPage,
  nginxReturn401WithoutChallenge,
  nginxReturnBypassesAuth,
  nginxRewriteLeavesAuthLocation,
  nginxSatisfyAllWithIpAndPassword,
  nginxSatisfyAnyAllowAll,
  nginxSatisfyAnyAllowsProxyAddress,
  nginxServerLevelAuthCheck,
  nginxSiblingLocationUnprotected,
  nginxSsiIncludeSkipsAuth,
  nginxSslVerifyClientOptionalUnchecked,
  nginxTrailingSlashLocationBypass,
  nginxTwinServerWithoutAuth,
  nginxUnderscoreHeaderDropped,
  nginxUnderscoresNotOnDefaultServer,
  nginxUnreachableAuthLocation,
  nginxWebsocketBehindBasic,
  nginxWrongArgumentCount,
];
