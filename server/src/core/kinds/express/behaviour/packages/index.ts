// The packages whose handlers are known, by name.
import { inTable } from '../../../../text/table';
import type { Behaviour } from '../behaviour';
import { readExpressBasicAuth } from './basic';
import {
  bodyParser,
  FORM_TYPE,
  JSON_TYPE,
  limiter,
  multer,
  multiparty,
  passer,
  RAW_TYPE,
  TEXT_TYPE,
} from './bystanders';
import { readCors } from './cors';
import { csrf, lusca } from './csrf';
import { endpoint } from './endpoints';
import {
  clock,
  flash,
  healthPage,
  historyFallback,
  metrics,
  paginate,
  requestLog,
  statusPage,
} from './equipment';
import { celebrate, errorhandler, expressValidation, ipFilter, passesErrors, querymen } from './errors';
import { readExpressJwt } from './express-jwt';
import { expressValidator } from './express-validator';
import { readHttpAuth } from './http-auth';
import { jsonServer } from './json-server';
import { readMethodOverride } from './method-override';
import { readOauth2Bearer } from './oauth2-bearer';
import { openApiValidator } from './openapi-validator';
import { readOpenId } from './openid-connect';
import type { PackageCall, PackageReader } from './package';
import { madePasser, ownPasser } from './passers';
import { readPassport } from './passport';
import { proxy } from './proxies';
import { inFrontOfActions } from './routing-controllers';
import { readCookieParser, readEnsureLogin, readSession } from './sessions';
import { staticFiles } from './static-files';
import { readSwaggerUi } from './swagger-ui';
import { bearerToken, clerk, jwtAuthz, supertokens } from './token-services';
import { operation } from './ts-rest';
import { virtualHost } from './vhost';

/** The behaviour of what a package's function makes; `null` where the package or the function is not known. */
export function readPackaged(call: PackageCall): Behaviour | null {
  const path = call.path.filter((name) => name !== 'default');
  const named = { ...call, path };
  return inTable(READERS, call.package)?.(named) ?? madePasser(named) ?? endpoint(named);
}

/** Whether what a package does is known without its files. */
export function isKnownPackage(name: string): boolean {
  return Object.hasOwn(READERS, name);
}

function readExpress(call: PackageCall): Behaviour | null {
  switch (call.path[0]) {
    case 'json':
      return bodyParser(call, JSON_TYPE);
    case 'urlencoded':
      return bodyParser(call, FORM_TYPE);
    case 'text':
      return bodyParser(call, TEXT_TYPE);
    case 'raw':
      return bodyParser(call, RAW_TYPE);
    case 'static':
      return staticFiles(call);
    default:
      return null;
  }
}

/** What packages have as a handler itself, and not as a function that makes one. */
const READY: Readonly<Record<string, RegExp>> = {
  'swagger-ui-express': /^serve$/,
  'trim-request': /^(?:all|body|param|query)$/,
  i18n: /^init$/,
  'json-server': /^bodyParser$/,
};

function isReady(name: string, path: readonly string[]): boolean {
  return inTable(READY, name)?.test(path.at(-1) ?? '') === true;
}

/** What a package has for a handler itself; `null` for all others. */
export function readReady(call: PackageCall): Behaviour | null {
  return ownPasser(call) ?? (isReady(call.package, call.path) ? readPackaged(call) : null);
}

const ready: PackageReader = (call) => (isReady(call.package, call.path) ? passer(call) : null);

/** `Sentry.Handlers` of Sentry 5 to 7, and the handler of Sentry 8 for errors. */
const sentry: PackageReader = (call) =>
  call.path.at(-1)?.endsWith('rrorHandler')
    ? passesErrors(call)
    : call.path[0] === 'Handlers'
      ? passer(call)
      : null;

const READERS: Readonly<Record<string, PackageReader>> = {
  '@clerk/express': clerk,
  '@sentry/node': sentry,
  '@ts-rest/express': operation,
  'body-parser': readExpress,
  bodymen: querymen,
  'connect-history-api-fallback': historyFallback,
  'connect-ensure-login': readEnsureLogin,
  'connect-flash': flash,
  'connect-multiparty': multiparty,
  'connect-timeout': clock,
  'cookie-parser': readCookieParser,
  'cookie-session': (call) => readSession(call, 'session'),
  'csrf-csrf': () => null,
  'express-basic-auth': readExpressBasicAuth,
  'express-bearer-token': bearerToken,
  'express-fileupload': multer,
  'express-flash': flash,
  'express-healthcheck': healthPage,
  'express-http-proxy': proxy,
  'express-ipfilter': ipFilter,
  'express-jwt': readExpressJwt,
  'express-jwt-authz': jwtAuthz,
  'express-mongo-sanitize': passer,
  'express-oauth2-jwt-bearer': readOauth2Bearer,
  'express-openapi-validator': openApiValidator,
  'express-openid-connect': readOpenId,
  'express-paginate': paginate,
  'express-pino-logger': requestLog,
  'express-prom-bundle': metrics,
  'express-rate-limit': limiter,
  'express-session': (call) => readSession(call, 'connect.sid'),
  'express-slow-down': limiter,
  'express-status-monitor': statusPage,
  'express-validation': expressValidation,
  'express-validator': expressValidator,
  'express-winston': (call) => (call.path[0] === 'errorLogger' ? passesErrors(call) : passer(call)),
  'http-auth': (call) => (call.path[0] === 'connect' ? readHttpAuth(call) : null),
  'http-auth-connect': readHttpAuth,
  'http-proxy-middleware': (call) =>
    call.path[0] === 'createProxyMiddleware' || call.path.length === 0 ? proxy(call) : null,
  'json-server': jsonServer,
  'method-override': readMethodOverride,
  'pino-http': requestLog,
  'response-time': passer,
  'routing-controllers': inFrontOfActions,
  'serve-favicon': passer,
  'serve-static': staticFiles,
  'swagger-ui-express': readSwaggerUi,
  'trim-request': ready,
  'xss-clean': passer,
  celebrate,
  compression: passer,
  cors: readCors,
  csurf: csrf,
  errorhandler,
  express: readExpress,
  helmet: passer,
  hpp: passer,
  i18n: ready,
  lusca,
  morgan: passer,
  passport: readPassport,
  querymen,
  'supertokens-node': supertokens,
  vhost: virtualHost,
};
