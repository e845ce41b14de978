// The packages whose handlers are known, by name.
import type { Behaviour } from '../behaviour';
import { readExpressBasicAuth } from './basic';
import {
  bodyParser,
  FORM_TYPE,
  JSON_TYPE,
  limiter,
  multer,
  passer,
  proxy,
  RAW_TYPE,
  TEXT_TYPE,
} from './bystanders';
import { readCors } from './cors';
import { csrf } from './csrf';
import { clock, flash, requestLog } from './equipment';
import { readExpressJwt } from './express-jwt';
import { readHttpAuth } from './http-auth';
import { readMethodOverride } from './method-override';
import { readOauth2Bearer } from './oauth2-bearer';
import { readOpenId } from './openid-connect';
import type { PackageCall, PackageReader } from './package';
import { readPassport } from './passport';
import { readCookieParser, readEnsureLogin, readSession } from './sessions';
import { staticFiles } from './static-files';
import { readSwaggerUi } from './swagger-ui';

/** The behaviour of what a package's function makes; `null` where the package or the function is not known. */
export function readPackaged(call: PackageCall): Behaviour | null {
  const path = call.path.filter((name) => name !== 'default');
  return READERS[call.package]?.({ ...call, path }) ?? null;
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

const READERS: Readonly<Record<string, PackageReader>> = {
  'body-parser': readExpress,
  'connect-ensure-login': readEnsureLogin,
  'connect-flash': flash,
  'connect-timeout': clock,
  'cookie-parser': readCookieParser,
  'cookie-session': (call) => readSession(call, 'session'),
  'csrf-csrf': () => null,
  'express-basic-auth': readExpressBasicAuth,
  'express-fileupload': multer,
  'express-http-proxy': proxy,
  'express-jwt': readExpressJwt,
  'express-mongo-sanitize': passer,
  'express-oauth2-jwt-bearer': readOauth2Bearer,
  'express-openid-connect': readOpenId,
  'express-pino-logger': requestLog,
  'express-rate-limit': limiter,
  'express-session': (call) => readSession(call, 'connect.sid'),
  'express-slow-down': limiter,
  'express-winston': passer,
  'http-auth': (call) => (call.path[0] === 'connect' ? readHttpAuth(call) : null),
  'http-auth-connect': readHttpAuth,
  'http-proxy-middleware': (call) =>
    call.path[0] === 'createProxyMiddleware' || call.path.length === 0 ? proxy(call) : null,
  'method-override': readMethodOverride,
  'pino-http': requestLog,
  'response-time': passer,
  'serve-favicon': passer,
  'serve-static': staticFiles,
  'swagger-ui-express': readSwaggerUi,
  'xss-clean': passer,
  compression: passer,
  cors: readCors,
  csurf: csrf,
  express: readExpress,
  helmet: passer,
  hpp: passer,
  morgan: passer,
  passport: readPassport,
};
