// All rules, in the order of their ids. Written by scripts/gen.mjs.
import type { Rule } from '../findings/rule';
import { rule as express401WithoutChallenge } from './express/401-without-challenge';
import { rule as expressAllowlistRegexUnanchored } from './express/allowlist-regex-unanchored';
import { rule as expressAllowlistUsesReqPathInMount } from './express/allowlist-uses-req-path-in-mount';
import { rule as expressAsyncAuthUnhandledRejection } from './express/async-auth-unhandled-rejection';
import { rule as expressAuthConditionalOnEnv } from './express/auth-conditional-on-env';
import { rule as expressAuthFailureCallsNext } from './express/auth-failure-calls-next';
import { rule as expressAuthMiddlewareIsErrorHandler } from './express/auth-middleware-is-error-handler';
import { rule as expressAuthSchemeCaseSensitive } from './express/auth-scheme-case-sensitive';
import { rule as expressAuthWildcardMissesRoot } from './express/auth-wildcard-misses-root';
import { rule as expressBasicAuthAsyncAuthorizer } from './express/basic-auth-async-authorizer';
import { rule as expressBasicAuthWithoutChallenge } from './express/basic-auth-without-challenge';
import { rule as expressBearerTokenWithScheme } from './express/bearer-token-with-scheme';
import { rule as expressBodyParserAfterLogin } from './express/body-parser-after-login';
import { rule as expressChainedAuthenticators } from './express/chained-authenticators';
import { rule as expressCookieMaxageUnit } from './express/cookie-maxage-unit';
import { rule as expressCookieParserOrder } from './express/cookie-parser-order';
import { rule as expressCorsAfterAuth } from './express/cors-after-auth';
import { rule as expressCorsAuthorizationNotAllowed } from './express/cors-authorization-not-allowed';
import { rule as expressCorsCredentialsWildcard } from './express/cors-credentials-wildcard';
import { rule as expressCorsWwwAuthenticateNotExposed } from './express/cors-www-authenticate-not-exposed';
import { rule as expressErrorHandlerHides401 } from './express/error-handler-hides-401';
import { rule as expressErrorStatusWrongType } from './express/error-status-wrong-type';
import { rule as expressExpressJwtWrongRequestProperty } from './express/express-jwt-wrong-request-property';
import { rule as expressExpressUnlessMethodCase } from './express/express-unless-method-case';
import { rule as expressExpress5PathSyntax } from './express/express5-path-syntax';
import { rule as expressExpress5RemovedStatusSignature } from './express/express5-removed-status-signature';
import { rule as expressFailureRedirectOnApiRoute } from './express/failure-redirect-on-api-route';
import { rule as expressForbiddenAnswered401 } from './express/forbidden-answered-401';
import { rule as expressHeaderNameNotLowercase } from './express/header-name-not-lowercase';
import { rule as expressInvalidWwwAuthenticateValue } from './express/invalid-www-authenticate-value';
import { rule as expressJwtAlgorithmMismatch } from './express/jwt-algorithm-mismatch';
import { rule as expressJwtExpiresinStringIsMs } from './express/jwt-expiresin-string-is-ms';
import { rule as expressJwtIssuerAudienceMismatch } from './express/jwt-issuer-audience-mismatch';
import { rule as expressJwtSchemeMismatch } from './express/jwt-scheme-mismatch';
import { rule as expressJwtSecretMismatch } from './express/jwt-secret-mismatch';
import { rule as expressLoginRouteBehindAuth } from './express/login-route-behind-auth';
import { rule as expressMiddlewareCalled } from './express/middleware-called';
import { rule as expressMiddlewareFactoryNotCalled } from './express/middleware-factory-not-called';
import { rule as expressMissingReturnAfter401 } from './express/missing-return-after-401';
import { rule as expressMountPathWithoutLeadingSlash } from './express/mount-path-without-leading-slash';
import { rule as expressOpenidAuthRequiredDefault } from './express/openid-auth-required-default';
import { rule as expressParamGuardScope } from './express/param-guard-scope';
import { rule as expressPassportCallbackIgnoresUser } from './express/passport-callback-ignores-user';
import { rule as expressPassportCallbackNotInvoked } from './express/passport-callback-not-invoked';
import { rule as expressPassportHttpColonPassword } from './express/passport-http-colon-password';
import { rule as expressPassportInfoStringAsChallenge } from './express/passport-info-string-as-challenge';
import { rule as expressPassportSessionDefaultWithoutSession } from './express/passport-session-default-without-session';
import { rule as expressPassportUnknownStrategy } from './express/passport-unknown-strategy';
import { rule as expressPublicEndpointBehindAuth } from './express/public-endpoint-behind-auth';
import { rule as expressResponseNotEndedAfter401 } from './express/response-not-ended-after-401';
import { rule as expressRouteAllOrder } from './express/route-all-order';
import { rule as expressRouteRegisteredBeforeAuth } from './express/route-registered-before-auth';
import { rule as expressRouterAuthLeak } from './express/router-auth-leak';
import { rule as expressRouterMergeParamsMissing } from './express/router-merge-params-missing';
import { rule as expressSamesiteNoneWithoutSecure } from './express/samesite-none-without-secure';
import { rule as expressSecureCookieWithoutTrustProxy } from './express/secure-cookie-without-trust-proxy';
import { rule as expressSessionAfterUse } from './express/session-after-use';
import { rule as expressShadowedGuardedRoute } from './express/shadowed-guarded-route';
import { rule as expressSignedCookieReadUnsigned } from './express/signed-cookie-read-unsigned';
import { rule as expressStaticBeforeAuth } from './express/static-before-auth';
import { rule as expressUnauthenticatedAnswered403 } from './express/unauthenticated-answered-403';
import { rule as expressUnlessIgnoresMountPath } from './express/unless-ignores-mount-path';
import { rule as expressUnlessPathNotMatching } from './express/unless-path-not-matching';
import { rule as nginxAccessRulesInAuthSubrequest } from './nginx/access-rules-in-auth-subrequest';
import { rule as nginxAcmeChallengeDenied } from './nginx/acme-challenge-denied';
import { rule as nginxAcmeChallengeRequiresAuth } from './nginx/acme-challenge-requires-auth';
import { rule as nginxAddHeaderAuthorizationInResponse } from './nginx/add-header-authorization-in-response';
import { rule as nginxAddHeaderChallengeWithoutAlways } from './nginx/add-header-challenge-without-always';
import { rule as nginxAddHeaderDropsInheritedChallenge } from './nginx/add-header-drops-inherited-challenge';
import { rule as nginxAddHeaderInAuthSubrequest } from './nginx/add-header-in-auth-subrequest';
import { rule as nginxAllowAfterDenyAll } from './nginx/allow-after-deny-all';
import { rule as nginxAllowDenyDropsInherited } from './nginx/allow-deny-drops-inherited';
import { rule as nginxAllowWithoutDeny } from './nginx/allow-without-deny';
import { rule as nginxAuthBasicEmptyRealm } from './nginx/auth-basic-empty-realm';
import { rule as nginxAuthBasicMapValueNotOff } from './nginx/auth-basic-map-value-not-off';
import { rule as nginxAuthBasicMapWithoutDefault } from './nginx/auth-basic-map-without-default';
import { rule as nginxAuthBasicOffMisspelled } from './nginx/auth-basic-off-misspelled';
import { rule as nginxAuthBasicRealmUnescapedQuote } from './nginx/auth-basic-realm-unescaped-quote';
import { rule as nginxAuthBasicUserFileDynamic } from './nginx/auth-basic-user-file-dynamic';
import { rule as nginxAuthBasicUserFileNotFound } from './nginx/auth-basic-user-file-not-found';
import { rule as nginxAuthBasicUserFileWithoutRealm } from './nginx/auth-basic-user-file-without-realm';
import { rule as nginxAuthBasicWithoutUserFile } from './nginx/auth-basic-without-user-file';
import { rule as nginxAuthCacheKeyWithoutCredentials } from './nginx/auth-cache-key-without-credentials';
import { rule as nginxAuthDecisionOnRawRequestUri } from './nginx/auth-decision-on-raw-request-uri';
import { rule as nginxAuthExemptionByExtension } from './nginx/auth-exemption-by-extension';
import { rule as nginxAuthExemptionLostOnInternalRedirect } from './nginx/auth-exemption-lost-on-internal-redirect';
import { rule as nginxAuthExemptionRegexUnanchored } from './nginx/auth-exemption-regex-unanchored';
import { rule as nginxAuthLocationErrorPage } from './nginx/auth-location-error-page';
import { rule as nginxAuthOffByClientHeader } from './nginx/auth-off-by-client-header';
import { rule as nginxAuthOnInternalRedirectTarget } from './nginx/auth-on-internal-redirect-target';
import { rule as nginxAuthRequestBodyLimit } from './nginx/auth-request-body-limit';
import { rule as nginxAuthRequestEndpointRedirects } from './nginx/auth-request-endpoint-redirects';
import { rule as nginxAuthRequestForwardsContentLength } from './nginx/auth-request-forwards-content-length';
import { rule as nginxAuthRequestLocationNotInternal } from './nginx/auth-request-location-not-internal';
import { rule as nginxAuthRequestOffMisspelled } from './nginx/auth-request-off-misspelled';
import { rule as nginxAuthRequestReplacesInherited } from './nginx/auth-request-replaces-inherited';
import { rule as nginxAuthRequestSetDropsInherited } from './nginx/auth-request-set-drops-inherited';
import { rule as nginxAuthRequestTargetMissing } from './nginx/auth-request-target-missing';
import { rule as nginxAuthRequestUriWithQuery } from './nginx/auth-request-uri-with-query';
import { rule as nginxAuthRequestUriWithVariable } from './nginx/auth-request-uri-with-variable';
import { rule as nginxAuthRequestWithInheritedBasic } from './nginx/auth-request-with-inherited-basic';
import { rule as nginxAuthRequestWithoutCredentials } from './nginx/auth-request-without-credentials';
import { rule as nginxAuthorizationBasicMalformed } from './nginx/authorization-basic-malformed';
import { rule as nginxAuthorizationClearedWithoutAuth } from './nginx/authorization-cleared-without-auth';
import { rule as nginxAuthorizationDoubleScheme } from './nginx/authorization-double-scheme';
import { rule as nginxAuthorizationPresenceOnly } from './nginx/authorization-presence-only';
import { rule as nginxAuthorizationWithoutScheme } from './nginx/authorization-without-scheme';
import { rule as nginxBasicAuthOverBearerApi } from './nginx/basic-auth-over-bearer-api';
import { rule as nginxBasicAuthWithoutTls } from './nginx/basic-auth-without-tls';
import { rule as nginxBasicCredentialsForwardedUpstream } from './nginx/basic-credentials-forwarded-upstream';
import { rule as nginxCaseSensitiveLocationBypass } from './nginx/case-sensitive-location-bypass';
import { rule as nginxCorsHeaderMissingOn401 } from './nginx/cors-header-missing-on-401';
import { rule as nginxCorsPreflightRequiresAuth } from './nginx/cors-preflight-requires-auth';
import { rule as nginxDirectiveNotAllowedHere } from './nginx/directive-not-allowed-here';
import { rule as nginxDuplicateDirective } from './nginx/duplicate-directive';
import { rule as nginxDuplicateServerName } from './nginx/duplicate-server-name';
import { rule as nginxErrorPage401ChangesStatus } from './nginx/error-page-401-changes-status';
import { rule as nginxErrorPage401NeedsRecursive } from './nginx/error-page-401-needs-recursive';
import { rule as nginxErrorPageDropsInherited401 } from './nginx/error-page-drops-inherited-401';
import { rule as nginxErrorPageShadowed } from './nginx/error-page-shadowed';
import { rule as nginxErrorPageTargetProtected } from './nginx/error-page-target-protected';
import { rule as nginxExactLocationAuthBypass } from './nginx/exact-location-auth-bypass';
import { rule as nginxFastcgiParamInProxiedLocation } from './nginx/fastcgi-param-in-proxied-location';
import { rule as nginxHeaderNameWithColon } from './nginx/header-name-with-colon';
import { rule as nginxHtpasswdBom } from './nginx/htpasswd-bom';
import { rule as nginxHtpasswdDigestFormat } from './nginx/htpasswd-digest-format';
import { rule as nginxHtpasswdEmptyPassword } from './nginx/htpasswd-empty-password';
import { rule as nginxHtpasswdInDocumentRoot } from './nginx/htpasswd-in-document-root';
import { rule as nginxHtpasswdLeadingSpace } from './nginx/htpasswd-leading-space';
import { rule as nginxHtpasswdPlaintextPassword } from './nginx/htpasswd-plaintext-password';
import { rule as nginxHtpasswdQuotedLine } from './nginx/htpasswd-quoted-line';
import { rule as nginxHtpasswdUnsupportedHash } from './nginx/htpasswd-unsupported-hash';
import { rule as nginxIdentityHeaderNotCleared } from './nginx/identity-header-not-cleared';
import { rule as nginxImplicitDefaultServerWithoutAuth } from './nginx/implicit-default-server-without-auth';
import { rule as nginxIncludeMatchesBackupFile } from './nginx/include-matches-backup-file';
import { rule as nginxIncludeNotFound } from './nginx/include-not-found';
import { rule as nginxLimitExceptInverted } from './nginx/limit-except-inverted';
import { rule as nginxLimitExceptSkipsRewriteChecks } from './nginx/limit-except-skips-rewrite-checks';
import { rule as nginxLocationWithQueryString } from './nginx/location-with-query-string';
import { rule as nginxLoginRouteProtected } from './nginx/login-route-protected';
import { rule as nginxMachineEndpointRequiresAuth } from './nginx/machine-endpoint-requires-auth';
import { rule as nginxMapAuthWithoutDefault } from './nginx/map-auth-without-default';
import { rule as nginxMapSecretCaseInsensitive } from './nginx/map-secret-case-insensitive';
import { rule as nginxMergeSlashesOffBypass } from './nginx/merge-slashes-off-bypass';
import { rule as nginxMissingSemicolonSwallowsDirective } from './nginx/missing-semicolon-swallows-directive';
import { rule as nginxNamedLocationNotFound } from './nginx/named-location-not-found';
import { rule as nginxNtlmWithoutUpstreamKeepalive } from './nginx/ntlm-without-upstream-keepalive';
import { rule as nginxOffForTheWrongModule } from './nginx/off-for-the-wrong-module';
import { rule as nginxPrefixLocationLooksLikeRegex } from './nginx/prefix-location-looks-like-regex';
import { rule as nginxPrefixLocationOvermatch } from './nginx/prefix-location-overmatch';
import { rule as nginxProtectedDirectoryHasSecondDoor } from './nginx/protected-directory-has-second-door';
import { rule as nginxProtectedUpstreamPathHasSecondDoor } from './nginx/protected-upstream-path-has-second-door';
import { rule as nginxProxyCacheIgnoresAuthorization } from './nginx/proxy-cache-ignores-authorization';
import { rule as nginxProxyCacheStores401 } from './nginx/proxy-cache-stores-401';
import { rule as nginxProxyHidesChallenge } from './nginx/proxy-hides-challenge';
import { rule as nginxProxyHostNotForwarded } from './nginx/proxy-host-not-forwarded';
import { rule as nginxProxyPassHeaderOnRequestHeader } from './nginx/proxy-pass-header-on-request-header';
import { rule as nginxProxyPassOffBySlash } from './nginx/proxy-pass-off-by-slash';
import { rule as nginxProxyPassRequestHeadersOff } from './nginx/proxy-pass-request-headers-off';
import { rule as nginxProxyPassUserinfo } from './nginx/proxy-pass-userinfo';
import { rule as nginxProxyPassVariableWithUri } from './nginx/proxy-pass-variable-with-uri';
import { rule as nginxProxySetHeaderDropsInherited } from './nginx/proxy-set-header-drops-inherited';
import { rule as nginxPublicFilesRequireAuth } from './nginx/public-files-require-auth';
import { rule as nginxRealIpTrustsEveryone } from './nginx/real-ip-trusts-everyone';
import { rule as nginxRegexInvalid } from './nginx/regex-invalid';
import { rule as nginxRegexLocationBypassesAuth } from './nginx/regex-location-bypasses-auth';
import { rule as nginxRemoteUserUnverified } from './nginx/remote-user-unverified';
import { rule as nginxReturn401TextSkipsErrorPage } from './nginx/return-401-text-skips-error-page';
import { rule as nginxReturn401WithoutChallenge } from './nginx/return-401-without-challenge';
import { rule as nginxReturnBypassesAuth } from './nginx/return-bypasses-auth';
import { rule as nginxRewriteLeavesAuthLocation } from './nginx/rewrite-leaves-auth-location';
import { rule as nginxSatisfyAllWithIpAndPassword } from './nginx/satisfy-all-with-ip-and-password';
import { rule as nginxSatisfyAnyAllowAll } from './nginx/satisfy-any-allow-all';
import { rule as nginxSatisfyAnyAllowsProxyAddress } from './nginx/satisfy-any-allows-proxy-address';
import { rule as nginxServerLevelAuthCheck } from './nginx/server-level-auth-check';
import { rule as nginxSiblingLocationUnprotected } from './nginx/sibling-location-unprotected';
import { rule as nginxSsiIncludeSkipsAuth } from './nginx/ssi-include-skips-auth';
import { rule as nginxSslVerifyClientOptionalUnchecked } from './nginx/ssl-verify-client-optional-unchecked';
import { rule as nginxTrailingSlashLocationBypass } from './nginx/trailing-slash-location-bypass';
import { rule as nginxTwinServerWithoutAuth } from './nginx/twin-server-without-auth';
import { rule as nginxUnderscoreHeaderDropped } from './nginx/underscore-header-dropped';
import { rule as nginxUnderscoresNotOnDefaultServer } from './nginx/underscores-not-on-default-server';
import { rule as nginxUnreachableAuthLocation } from './nginx/unreachable-auth-location';
import { rule as nginxWebsocketBehindBasic } from './nginx/websocket-behind-basic';
import { rule as nginxWrongArgumentCount } from './nginx/wrong-argument-count';
import { rule as openapiApikeyAuthorizationHeader } from './openapi/apikey-authorization-header';
import { rule as openapiApikeyCookieViaHeader } from './openapi/apikey-cookie-via-header';
import { rule as openapiApikeyDuplicatedAsParameter } from './openapi/apikey-duplicated-as-parameter';
import { rule as openapiApikeyHeaderNameInvalid } from './openapi/apikey-header-name-invalid';
import { rule as openapiApikeyHeaderUnderscore } from './openapi/apikey-header-underscore';
import { rule as openapiApikeyInInvalid } from './openapi/apikey-in-invalid';
import { rule as openapiApikeyInQuery } from './openapi/apikey-in-query';
import { rule as openapiApikeyIncomplete } from './openapi/apikey-incomplete';
import { rule as openapiAuthorizationHeaderParameter } from './openapi/authorization-header-parameter';
import { rule as openapiAwsAuthorizerMissing } from './openapi/aws-authorizer-missing';
import { rule as openapiAwsHttpSchemeUnsupported } from './openapi/aws-http-scheme-unsupported';
import { rule as openapiCookieAuthWildcardCors } from './openapi/cookie-auth-wildcard-cors';
import { rule as openapiCookieHeaderParameter } from './openapi/cookie-header-parameter';
import { rule as openapiCredentialParameterWithoutScheme } from './openapi/credential-parameter-without-scheme';
import { rule as openapiDeprecatedSchemeRequired } from './openapi/deprecated-scheme-required';
import { rule as openapiDiscoveryOperationProtected } from './openapi/discovery-operation-protected';
import { rule as openapiDuplicateSecurityKey } from './openapi/duplicate-security-key';
import { rule as openapiFeatureTooNew } from './openapi/feature-too-new';
import { rule as openapiGlobalSecurityMissing } from './openapi/global-security-missing';
import { rule as openapiGoogleJwtAudienceMissing } from './openapi/google-jwt-audience-missing';
import { rule as openapiGoogleScopesNotEnforced } from './openapi/google-scopes-not-enforced';
import { rule as openapiGoogleSecurityCombinationUnsupported } from './openapi/google-security-combination-unsupported';
import { rule as openapiHealthOperationProtected } from './openapi/health-operation-protected';
import { rule as openapiHttpSchemeCase } from './openapi/http-scheme-case';
import { rule as openapiHttpSchemeMissing } from './openapi/http-scheme-missing';
import { rule as openapiHttpSchemeUnregistered } from './openapi/http-scheme-unregistered';
import { rule as openapiInboundWebhookProtected } from './openapi/inbound-webhook-protected';
import { rule as openapiLoginOperationProtected } from './openapi/login-operation-protected';
import { rule as openapiOas2KeywordInOas3 } from './openapi/oas2-keyword-in-oas3';
import { rule as openapiOas3KeywordInOas2 } from './openapi/oas3-keyword-in-oas2';
import { rule as openapiOauth2DeprecatedFlow } from './openapi/oauth2-deprecated-flow';
import { rule as openapiOauth2FlowUnknown } from './openapi/oauth2-flow-unknown';
import { rule as openapiOauth2FlowUrlMissing } from './openapi/oauth2-flow-url-missing';
import { rule as openapiOauth2ScopeUndefined } from './openapi/oauth2-scope-undefined';
import { rule as openapiOauth2ScopeUnused } from './openapi/oauth2-scope-unused';
import { rule as openapiOauth2ScopesMissing } from './openapi/oauth2-scopes-missing';
import { rule as openapiOauth2UrlInsecure } from './openapi/oauth2-url-insecure';
import { rule as openapiOauth2UrlRelative } from './openapi/oauth2-url-relative';
import { rule as openapiOidcDiscoveryUrlInvalid } from './openapi/oidc-discovery-url-invalid';
import { rule as openapiOperationSecurityMissing } from './openapi/operation-security-missing';
import { rule as openapiOptionsOperationProtected } from './openapi/options-operation-protected';
import { rule as openapiPublicOperationDocuments401 } from './openapi/public-operation-documents-401';
import { rule as openapiResponse401ForForbidden } from './openapi/response-401-for-forbidden';
import { rule as openapiResponse401NoWwwAuthenticate } from './openapi/response-401-no-www-authenticate';
import { rule as openapiResponse401RefUnresolved } from './openapi/response-401-ref-unresolved';
import { rule as openapiResponse401Undocumented } from './openapi/response-401-undocumented';
import { rule as openapiResponse403ForMissingCredentials } from './openapi/response-403-for-missing-credentials';
import { rule as openapiResponse407OnApi } from './openapi/response-407-on-api';
import { rule as openapiResponseAuthStatusNonstandard } from './openapi/response-auth-status-nonstandard';
import { rule as openapiResponseRangeLowercase } from './openapi/response-range-lowercase';
import { rule as openapiSchemeFieldInapplicable } from './openapi/scheme-field-inapplicable';
import { rule as openapiSchemeNameLooksLikeUri } from './openapi/scheme-name-looks-like-uri';
import { rule as openapiSchemeOnlyInReferencedDocument } from './openapi/scheme-only-in-referenced-document';
import { rule as openapiSchemeTypeInvalid } from './openapi/scheme-type-invalid';
import { rule as openapiScopesOnNonOauth } from './openapi/scopes-on-non-oauth';
import { rule as openapiSecurityAlternativeShadowed } from './openapi/security-alternative-shadowed';
import { rule as openapiSecurityAndSameCarrier } from './openapi/security-and-same-carrier';
import { rule as openapiSecurityKeyMisspelt } from './openapi/security-key-misspelt';
import { rule as openapiSecurityNotAList } from './openapi/security-not-a-list';
import { rule as openapiSecurityNull } from './openapi/security-null';
import { rule as openapiSecurityOnPathItem } from './openapi/security-on-path-item';
import { rule as openapiSecurityOrLikelyAnd } from './openapi/security-or-likely-and';
import { rule as openapiSecurityRequirementMalformed } from './openapi/security-requirement-malformed';
import { rule as openapiSecuritySchemeUndefined } from './openapi/security-scheme-undefined';
import { rule as openapiSecuritySchemeUnused } from './openapi/security-scheme-unused';
import { rule as openapiSecuritySchemesMisplaced } from './openapi/security-schemes-misplaced';
import { rule as openapiServerUrlCredentials } from './openapi/server-url-credentials';
import { rule as openapiServerUrlHttp } from './openapi/server-url-http';
import { rule as openapiTokenEndpointProtectedByOwnScheme } from './openapi/token-endpoint-protected-by-own-scheme';
import { rule as openapiWriteOperationUnprotected } from './openapi/write-operation-unprotected';
import { rule as openapiWwwAuthenticateSchemeMismatch } from './openapi/www-authenticate-scheme-mismatch';
import { rule as openapiWwwAuthenticateWrongHeader } from './openapi/www-authenticate-wrong-header';

export const RULES: readonly Rule[] = [
  express401WithoutChallenge,
  expressAllowlistRegexUnanchored,
  expressAllowlistUsesReqPathInMount,
  expressAsyncAuthUnhandledRejection,
  expressAuthConditionalOnEnv,
  expressAuthFailureCallsNext,
  expressAuthMiddlewareIsErrorHandler,
  expressAuthSchemeCaseSensitive,
  expressAuthWildcardMissesRoot,
  expressBasicAuthAsyncAuthorizer,
  expressBasicAuthWithoutChallenge,
  expressBearerTokenWithScheme,
  expressBodyParserAfterLogin,
  expressChainedAuthenticators,
  expressCookieMaxageUnit,
  expressCookieParserOrder,
  expressCorsAfterAuth,
  expressCorsAuthorizationNotAllowed,
  expressCorsCredentialsWildcard,
  expressCorsWwwAuthenticateNotExposed,
  expressErrorHandlerHides401,
  expressErrorStatusWrongType,
  expressExpressJwtWrongRequestProperty,
  expressExpressUnlessMethodCase,
  expressExpress5PathSyntax,
  expressExpress5RemovedStatusSignature,
  expressFailureRedirectOnApiRoute,
  expressForbiddenAnswered401,
  expressHeaderNameNotLowercase,
  expressInvalidWwwAuthenticateValue,
  expressJwtAlgorithmMismatch,
  expressJwtExpiresinStringIsMs,
  expressJwtIssuerAudienceMismatch,
  expressJwtSchemeMismatch,
  expressJwtSecretMismatch,
  expressLoginRouteBehindAuth,
  expressMiddlewareCalled,
  expressMiddlewareFactoryNotCalled,
  expressMissingReturnAfter401,
  expressMountPathWithoutLeadingSlash,
  expressOpenidAuthRequiredDefault,
  expressParamGuardScope,
  expressPassportCallbackIgnoresUser,
  expressPassportCallbackNotInvoked,
  expressPassportHttpColonPassword,
  expressPassportInfoStringAsChallenge,
  expressPassportSessionDefaultWithoutSession,
  expressPassportUnknownStrategy,
  expressPublicEndpointBehindAuth,
  expressResponseNotEndedAfter401,
  expressRouteAllOrder,
  expressRouteRegisteredBeforeAuth,
  expressRouterAuthLeak,
  expressRouterMergeParamsMissing,
  expressSamesiteNoneWithoutSecure,
  expressSecureCookieWithoutTrustProxy,
  expressSessionAfterUse,
  expressShadowedGuardedRoute,
  expressSignedCookieReadUnsigned,
  expressStaticBeforeAuth,
  expressUnauthenticatedAnswered403,
  expressUnlessIgnoresMountPath,
  expressUnlessPathNotMatching,
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
  openapiApikeyAuthorizationHeader,
  openapiApikeyCookieViaHeader,
  openapiApikeyDuplicatedAsParameter,
  openapiApikeyHeaderNameInvalid,
  openapiApikeyHeaderUnderscore,
  openapiApikeyInInvalid,
  openapiApikeyInQuery,
  openapiApikeyIncomplete,
  openapiAuthorizationHeaderParameter,
  openapiAwsAuthorizerMissing,
  openapiAwsHttpSchemeUnsupported,
  openapiCookieAuthWildcardCors,
  openapiCookieHeaderParameter,
  openapiCredentialParameterWithoutScheme,
  openapiDeprecatedSchemeRequired,
  openapiDiscoveryOperationProtected,
  openapiDuplicateSecurityKey,
  openapiFeatureTooNew,
  openapiGlobalSecurityMissing,
  openapiGoogleJwtAudienceMissing,
  openapiGoogleScopesNotEnforced,
  openapiGoogleSecurityCombinationUnsupported,
  openapiHealthOperationProtected,
  openapiHttpSchemeCase,
  openapiHttpSchemeMissing,
  openapiHttpSchemeUnregistered,
  openapiInboundWebhookProtected,
  openapiLoginOperationProtected,
  openapiOas2KeywordInOas3,
  openapiOas3KeywordInOas2,
  openapiOauth2DeprecatedFlow,
  openapiOauth2FlowUnknown,
  openapiOauth2FlowUrlMissing,
  openapiOauth2ScopeUndefined,
  openapiOauth2ScopeUnused,
  openapiOauth2ScopesMissing,
  openapiOauth2UrlInsecure,
  openapiOauth2UrlRelative,
  openapiOidcDiscoveryUrlInvalid,
  openapiOperationSecurityMissing,
  openapiOptionsOperationProtected,
  openapiPublicOperationDocuments401,
  openapiResponse401ForForbidden,
  openapiResponse401NoWwwAuthenticate,
  openapiResponse401RefUnresolved,
  openapiResponse401Undocumented,
  openapiResponse403ForMissingCredentials,
  openapiResponse407OnApi,
  openapiResponseAuthStatusNonstandard,
  openapiResponseRangeLowercase,
  openapiSchemeFieldInapplicable,
  openapiSchemeNameLooksLikeUri,
  openapiSchemeOnlyInReferencedDocument,
  openapiSchemeTypeInvalid,
  openapiScopesOnNonOauth,
  openapiSecurityAlternativeShadowed,
  openapiSecurityAndSameCarrier,
  openapiSecurityKeyMisspelt,
  openapiSecurityNotAList,
  openapiSecurityNull,
  openapiSecurityOnPathItem,
  openapiSecurityOrLikelyAnd,
  openapiSecurityRequirementMalformed,
  openapiSecuritySchemeUndefined,
  openapiSecuritySchemeUnused,
  openapiSecuritySchemesMisplaced,
  openapiServerUrlCredentials,
  openapiServerUrlHttp,
  openapiTokenEndpointProtectedByOwnScheme,
  openapiWriteOperationUnprotected,
  openapiWwwAuthenticateSchemeMismatch,
  openapiWwwAuthenticateWrongHeader,
];
