// All rules for express, in the order of their ids. Written by scripts/gen.mjs.
import type { Rule } from '../../findings/rule';
import { rule as express401WithoutChallenge } from './401-without-challenge';
import { rule as expressAllowlistRegexUnanchored } from './allowlist-regex-unanchored';
import { rule as expressAllowlistUsesReqPathInMount } from './allowlist-uses-req-path-in-mount';
import { rule as expressAsyncAuthUnhandledRejection } from './async-auth-unhandled-rejection';
import { rule as expressAuthConditionalOnEnv } from './auth-conditional-on-env';
import { rule as expressAuthFailureCallsNext } from './auth-failure-calls-next';
import { rule as expressAuthMiddlewareIsErrorHandler } from './auth-middleware-is-error-handler';
import { rule as expressAuthSchemeCaseSensitive } from './auth-scheme-case-sensitive';
import { rule as expressAuthWildcardMissesRoot } from './auth-wildcard-misses-root';
import { rule as expressBasicAuthAsyncAuthorizer } from './basic-auth-async-authorizer';
import { rule as expressBasicAuthWithoutChallenge } from './basic-auth-without-challenge';
import { rule as expressBearerTokenWithScheme } from './bearer-token-with-scheme';
import { rule as expressBodyParserAfterLogin } from './body-parser-after-login';
import { rule as expressChainedAuthenticators } from './chained-authenticators';
import { rule as expressCookieMaxageUnit } from './cookie-maxage-unit';
import { rule as expressCookieParserOrder } from './cookie-parser-order';
import { rule as expressCorsAfterAuth } from './cors-after-auth';
import { rule as expressCorsAuthorizationNotAllowed } from './cors-authorization-not-allowed';
import { rule as expressCorsCredentialsWildcard } from './cors-credentials-wildcard';
import { rule as expressCorsWwwAuthenticateNotExposed } from './cors-www-authenticate-not-exposed';
import { rule as expressErrorHandlerHides401 } from './error-handler-hides-401';
import { rule as expressErrorStatusWrongType } from './error-status-wrong-type';
import { rule as expressExpressJwtWrongRequestProperty } from './express-jwt-wrong-request-property';
import { rule as expressExpressUnlessMethodCase } from './express-unless-method-case';
import { rule as expressExpress5PathSyntax } from './express5-path-syntax';
import { rule as expressExpress5RemovedStatusSignature } from './express5-removed-status-signature';
import { rule as expressFailureRedirectOnApiRoute } from './failure-redirect-on-api-route';
import { rule as expressForbiddenAnswered401 } from './forbidden-answered-401';
import { rule as expressGuardComparesExactPath } from './guard-compares-exact-path';
import { rule as expressHeaderNameNotLowercase } from './header-name-not-lowercase';
import { rule as expressInvalidWwwAuthenticateValue } from './invalid-www-authenticate-value';
import { rule as expressJwtAlgorithmMismatch } from './jwt-algorithm-mismatch';
import { rule as expressJwtExpiresinStringIsMs } from './jwt-expiresin-string-is-ms';
import { rule as expressJwtIssuerAudienceMismatch } from './jwt-issuer-audience-mismatch';
import { rule as expressJwtSchemeMismatch } from './jwt-scheme-mismatch';
import { rule as expressJwtSecretMismatch } from './jwt-secret-mismatch';
import { rule as expressLoginRouteBehindAuth } from './login-route-behind-auth';
import { rule as expressMiddlewareCalled } from './middleware-called';
import { rule as expressMiddlewareFactoryNotCalled } from './middleware-factory-not-called';
import { rule as expressMissingReturnAfter401 } from './missing-return-after-401';
import { rule as expressMountPathWithoutLeadingSlash } from './mount-path-without-leading-slash';
import { rule as expressOpenidAuthRequiredDefault } from './openid-auth-required-default';
import { rule as expressParamGuardScope } from './param-guard-scope';
import { rule as expressPassportCallbackIgnoresUser } from './passport-callback-ignores-user';
import { rule as expressPassportCallbackNotInvoked } from './passport-callback-not-invoked';
import { rule as expressPassportHttpColonPassword } from './passport-http-colon-password';
import { rule as expressPassportInfoStringAsChallenge } from './passport-info-string-as-challenge';
import { rule as expressPassportSessionDefaultWithoutSession } from './passport-session-default-without-session';
import { rule as expressPassportUnknownStrategy } from './passport-unknown-strategy';
import { rule as expressPassportWithCookieSession } from './passport-with-cookie-session';
import { rule as expressPublicEndpointBehindAuth } from './public-endpoint-behind-auth';
import { rule as expressResponseNotEndedAfter401 } from './response-not-ended-after-401';
import { rule as expressRouteAllOrder } from './route-all-order';
import { rule as expressRouteRegisteredBeforeAuth } from './route-registered-before-auth';
import { rule as expressRouterAuthLeak } from './router-auth-leak';
import { rule as expressRouterMergeParamsMissing } from './router-merge-params-missing';
import { rule as expressSamesiteNoneWithoutSecure } from './samesite-none-without-secure';
import { rule as expressSecureCookieWithoutTrustProxy } from './secure-cookie-without-trust-proxy';
import { rule as expressSessionAfterUse } from './session-after-use';
import { rule as expressShadowedGuardedRoute } from './shadowed-guarded-route';
import { rule as expressSignedCookieReadUnsigned } from './signed-cookie-read-unsigned';
import { rule as expressStaticBeforeAuth } from './static-before-auth';
import { rule as expressUnauthenticatedAnswered403 } from './unauthenticated-answered-403';
import { rule as expressUnlessIgnoresMountPath } from './unless-ignores-mount-path';
import { rule as expressUnlessPathNotMatching } from './unless-path-not-matching';

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
  expressGuardComparesExactPath,
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
  expressPassportWithCookieSession,
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
];
