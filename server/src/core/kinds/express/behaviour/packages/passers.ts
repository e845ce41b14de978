// Handlers of packages that let every request on, by what they leave on it: nothing, or something of which no more is known.
import type { Behaviour } from '../behaviour';
import { thing, unknown } from '../datum';
import { bystander, type PackageCall } from './package';

/**
 * By package and function, what `req` has afterwards. As they were read: @clerk/express 2, cls-rtracer 2, connect-livereload 0.6,
 * express-request-id 3, express-useragent 2, i18next-http-middleware 3, lusca 1, nocache 4, request-ip 3.
 */
const PASSERS = tableOf(
  'nocache express-request-id:id express-useragent.express:useragent request-ip.mw:clientIp connect-livereload ' +
    'lusca.csp lusca.hsts lusca.p3p lusca.xframe lusca.xssProtection lusca.nosniff lusca.referrerPolicy ' +
    'i18next-http-middleware.handle:i18n,t,language,languages,lng,locale cls-rtracer.expressMiddleware ' +
    'express-xml-bodyparser awilix-express.scopePerRequest:container @clerk/express.clerkMiddleware:auth hide-powered-by referrer-policy dont-sniff-mimetype x-xss-protection frameguard hsts',
);

/** Those that are handlers themselves: express-ejs-layouts 2, express-http-context 2. */
const HANDLERS = tableOf('express-ejs-layouts express-http-context.middleware');

type Table = ReadonlyMap<string, readonly string[]>;

function tableOf(lines: string): Table {
  const entries = lines.split(' ').map((line) => line.split(':'));
  return new Map(entries.map(([name = '', slots]) => [name, slots?.split(',') ?? []]));
}

/** What a package's function makes, if it lets every request on. */
export function madePasser(call: PackageCall): Behaviour | null {
  return passerIn(PASSERS, call);
}

/** What a package has for a handler, if it lets every request on. */
export function ownPasser(call: PackageCall): Behaviour | null {
  return passerIn(HANDLERS, call);
}

function passerIn(table: Table, call: PackageCall): Behaviour | null {
  const slots = table.get([call.package, ...call.path.filter((name) => name !== 'default')].join('.'));
  if (slots === undefined) return null;
  const left = unknown(`what ${call.package} leaves on the request is not known`, call.at, { truthy: true });
  return bystander(call, 'bystander', (exchange) => {
    exchange.notes.set(call.package, thing());
    for (const name of slots) exchange.slots.set(name, left);
  });
}
