// express/secure-cookie-without-trust-proxy: a cookie for https only, in an app that takes every request for http.
import type { Report } from '../../findings/finding';
import { truthOf } from '../../kinds/express/program/operators';
import { entryOf, type Value } from '../../kinds/express/values';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { entryPlace } from '../express-shared/literals';

export const rule = expressRule({
  id: 'express/secure-cookie-without-trust-proxy',
  kind: 'session-cookie',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A session cookie is for https only, and the app takes requests behind a proxy for http, so it never sends the cookie.',
  *check(context) {
    if (context.routers.some(({ settings }) => settings.trustProxy.kind !== 'off')) return;
    if (servesTls(context)) return;
    const reported = new Set<Value>();
    for (const { handler } of context.handlers) {
      const { source } = handler.behaviour;
      if (source.kind !== 'packaged' || source.role !== 'session') continue;
      const [options] = source.args;
      if (options?.kind !== 'object' || reported.has(options)) continue;
      reported.add(options);
      const cookie = secureCookie(source.package, options);
      if (cookie !== null) yield report(context, source.package, cookie, handler.at);
    }
  },
});

/** The object that says `secure`, and whether it surely says so. */
type SecureCookie = { readonly object: Place | null; readonly isSure: boolean };

function secureCookie(name: string, options: Value): SecureCookie | null {
  if (name === 'cookie-session') {
    // `secureProxy` of the package cookies sets the flag whatever the connection is.
    const bypass = entryOf(options, 'secureProxy');
    return isAbsent(bypass) ? secureIn(options) : null;
  }
  if (name !== 'express-session') return null;
  // express-session 1.19, issecure: `proxy: true` reads X-Forwarded-Proto, whatever the app trusts.
  if (!isAbsent(entryOf(options, 'proxy'))) return null;
  const cookie = entryOf(options, 'cookie');
  return cookie === null ? null : secureIn(cookie);
}

/** Whether an option is surely left at its default. */
function isAbsent(value: Value | null): boolean {
  return value?.kind === 'undefined' || (value?.kind === 'boolean' && !value.value);
}

function secureIn(object: Value): SecureCookie | null {
  const secure = entryOf(object, 'secure');
  if (secure === null || object.kind !== 'object') return null;
  if (secure.kind === 'boolean') return secure.value ? { object: object.at, isSure: true } : null;
  const isCondition =
    (secure.kind === 'operation' && secure.operator !== '&&') ||
    (secure.kind === 'either' && secure.of.some((one) => truthOf(one) === true && one.kind === 'boolean'));
  return isCondition ? { object: object.at, isSure: false } : null;
}

/** Modules whose servers speak TLS themselves. */
const TLS = ['https', 'spdy', 'http2', 'tls', 'greenlock-express', 'https-localhost', 'devcert'];

/** Packages that call the app with requests of their own making, which count as encrypted. */
const FRONTS = ['serverless-http', '@vendia/serverless-express', '@codegenie/serverless-express'];

function servesTls(context: ExpressContext): boolean {
  if ([...TLS, 'greenlock'].some((name) => context.callsOf(name).some(isServer))) return true;
  return FRONTS.some((name) => context.callsOf(name).length > 0);
}

/** `https.get` and others are calls of a client. */
function isServer({ callee }: { readonly callee: Value }): boolean {
  const name = callee.kind === 'package' ? callee.path.at(-1) : undefined;
  return name === undefined || !['get', 'request', 'Agent', 'connect'].includes(name);
}

function report(
  context: ExpressContext,
  name: string,
  { object, isSure }: SecureCookie,
  handlerAt: Place,
): Report {
  const at = object === null ? handlerAt : entryPlace(context, object, 'secure');
  const { app } = context.stack;
  const isAssert = isSure && context.isWhole;
  const message = isAssert
    ? `${name} sends its secure cookie only over https, and without "trust proxy" every request behind a proxy counts as http: set "trust proxy", or use ${name === 'express-session' ? "secure: 'auto'" : 'no secure'}.`
    : `Where this cookie is secure, does a proxy end TLS in front of the app? Then ${name} never sends it, unless "trust proxy" is set.`;
  return {
    at,
    message,
    ...(isAssert ? {} : { certainty: 'hint' as const }),
    related: [
      { ...app.at, message: 'This app has no "trust proxy", so req.secure is false behind a proxy.' },
    ],
    fixes:
      app.name !== null && /^[\w$]+$/.test(app.name) && !context.layer.app.settings.has('trust proxy')
        ? fixOf(
            'Trust the proxy in front of the app',
            'review',
            context.change.insertStatement(app.at, `${app.name}.set('trust proxy', 1);`, 'after'),
          )
        : [],
  };
}
