// All rules for openapi, in the order of their ids. Written by scripts/gen.mjs.
import type { Rule } from '../../findings/rule';
import { rule as openapiApikeyAuthorizationHeader } from './apikey-authorization-header';
import { rule as openapiApikeyCookieViaHeader } from './apikey-cookie-via-header';
import { rule as openapiApikeyDuplicatedAsParameter } from './apikey-duplicated-as-parameter';
import { rule as openapiApikeyHeaderNameInvalid } from './apikey-header-name-invalid';
import { rule as openapiApikeyHeaderUnderscore } from './apikey-header-underscore';
import { rule as openapiApikeyInInvalid } from './apikey-in-invalid';
import { rule as openapiApikeyInQuery } from './apikey-in-query';
import { rule as openapiApikeyIncomplete } from './apikey-incomplete';
import { rule as openapiAuthorizationHeaderParameter } from './authorization-header-parameter';
import { rule as openapiAwsAuthorizerMissing } from './aws-authorizer-missing';
import { rule as openapiAwsHttpSchemeUnsupported } from './aws-http-scheme-unsupported';
import { rule as openapiCookieAuthWildcardCors } from './cookie-auth-wildcard-cors';
import { rule as openapiCookieHeaderParameter } from './cookie-header-parameter';
import { rule as openapiCredentialParameterWithoutScheme } from './credential-parameter-without-scheme';
import { rule as openapiDeprecatedSchemeRequired } from './deprecated-scheme-required';
import { rule as openapiDiscoveryOperationProtected } from './discovery-operation-protected';
import { rule as openapiDuplicateSecurityKey } from './duplicate-security-key';
import { rule as openapiFeatureTooNew } from './feature-too-new';
import { rule as openapiGlobalSecurityMissing } from './global-security-missing';
import { rule as openapiGoogleJwtAudienceMissing } from './google-jwt-audience-missing';
import { rule as openapiGoogleScopesNotEnforced } from './google-scopes-not-enforced';
import { rule as openapiGoogleSecurityCombinationUnsupported } from './google-security-combination-unsupported';
import { rule as openapiHealthOperationProtected } from './health-operation-protected';
import { rule as openapiHttpSchemeCase } from './http-scheme-case';
import { rule as openapiHttpSchemeMissing } from './http-scheme-missing';
import { rule as openapiHttpSchemeUnregistered } from './http-scheme-unregistered';
import { rule as openapiInboundWebhookProtected } from './inbound-webhook-protected';
import { rule as openapiLoginOperationProtected } from './login-operation-protected';
import { rule as openapiOas2KeywordInOas3 } from './oas2-keyword-in-oas3';
import { rule as openapiOas3KeywordInOas2 } from './oas3-keyword-in-oas2';
import { rule as openapiOauth2DeprecatedFlow } from './oauth2-deprecated-flow';
import { rule as openapiOauth2FlowUnknown } from './oauth2-flow-unknown';
import { rule as openapiOauth2FlowUrlMissing } from './oauth2-flow-url-missing';
import { rule as openapiOauth2ScopeUndefined } from './oauth2-scope-undefined';
import { rule as openapiOauth2ScopeUnused } from './oauth2-scope-unused';
import { rule as openapiOauth2ScopesMissing } from './oauth2-scopes-missing';
import { rule as openapiOauth2UrlInsecure } from './oauth2-url-insecure';
import { rule as openapiOauth2UrlRelative } from './oauth2-url-relative';
import { rule as openapiOidcDiscoveryUrlInvalid } from './oidc-discovery-url-invalid';
import { rule as openapiOperationSecurityMissing } from './operation-security-missing';
import { rule as openapiOptionsOperationProtected } from './options-operation-protected';
import { rule as openapiPublicOperationDocuments401 } from './public-operation-documents-401';
import { rule as openapiResponse401ForForbidden } from './response-401-for-forbidden';
import { rule as openapiResponse401NoWwwAuthenticate } from './response-401-no-www-authenticate';
import { rule as openapiResponse401RefUnresolved } from './response-401-ref-unresolved';
import { rule as openapiResponse401Undocumented } from './response-401-undocumented';
import { rule as openapiResponse403ForMissingCredentials } from './response-403-for-missing-credentials';
import { rule as openapiResponse407OnApi } from './response-407-on-api';
import { rule as openapiResponseAuthStatusNonstandard } from './response-auth-status-nonstandard';
import { rule as openapiResponseRangeLowercase } from './response-range-lowercase';
import { rule as openapiSchemeFieldInapplicable } from './scheme-field-inapplicable';
import { rule as openapiSchemeNameLooksLikeUri } from './scheme-name-looks-like-uri';
import { rule as openapiSchemeOnlyInReferencedDocument } from './scheme-only-in-referenced-document';
import { rule as openapiSchemeTypeInvalid } from './scheme-type-invalid';
import { rule as openapiScopesOnNonOauth } from './scopes-on-non-oauth';
import { rule as openapiSecurityAlternativeShadowed } from './security-alternative-shadowed';
import { rule as openapiSecurityAndSameCarrier } from './security-and-same-carrier';
import { rule as openapiSecurityKeyMisspelt } from './security-key-misspelt';
import { rule as openapiSecurityNotAList } from './security-not-a-list';
import { rule as openapiSecurityNull } from './security-null';
import { rule as openapiSecurityOnPathItem } from './security-on-path-item';
import { rule as openapiSecurityOrLikelyAnd } from './security-or-likely-and';
import { rule as openapiSecurityRequirementMalformed } from './security-requirement-malformed';
import { rule as openapiSecuritySchemeUndefined } from './security-scheme-undefined';
import { rule as openapiSecuritySchemeUnused } from './security-scheme-unused';
import { rule as openapiSecuritySchemesMisplaced } from './security-schemes-misplaced';
import { rule as openapiServerUrlCredentials } from './server-url-credentials';
import { rule as openapiServerUrlHttp } from './server-url-http';
import { rule as openapiTokenEndpointProtectedByOwnScheme } from './token-endpoint-protected-by-own-scheme';
import { rule as openapiWriteOperationUnprotected } from './write-operation-unprotected';
import { rule as openapiWwwAuthenticateSchemeMismatch } from './www-authenticate-scheme-mismatch';
import { rule as openapiWwwAuthenticateWrongHeader } from './www-authenticate-wrong-header';

export const RULES: readonly Rule[] = [
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
