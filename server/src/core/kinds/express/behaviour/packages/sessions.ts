// Sessions and cookies: express-session, cookie-session, cookie-parser, and guards that only look at them.
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { carried, constant, type Datum, openThing, thing, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { textOption } from '../options';
import { fromJson } from '../run/json';
import { native } from '../run/native';
import { datumOf } from '../run/outside';
import { bystander, check, lost, type PackageCall, type PackageReader, packaged } from './package';

/** The cookies of a request by name (cookie 0.7, `parse`): the first one of a name counts. */
export function cookiesOf(exchange: Exchange): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (exchange.header('cookie') ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const name = part.slice(0, equals).trim();
    const raw = part
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (!cookies.has(name)) cookies.set(name, decoded(raw));
  }
  return cookies;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a cookie says: what starts with `j:` is JSON (cookie-parser 1, JSONCookie). */
function cookieValue(text: string): Datum {
  try {
    if (text.startsWith('j:')) return fromJson(JSON.parse(text.slice(2)), true);
  } catch {}
  return carried(text);
}

/** `cookieParser(secret)`: signed cookies are taken out of `req.cookies`, and are there if their signature is right. */
export function readCookieParser(call: PackageCall): Behaviour | null {
  return bystander(call, 'cookies', (exchange) => {
    const all = [...cookiesOf(exchange)];
    const signed = all.filter(([, value]) => value.startsWith('s:') && call.args.length > 0);
    const plain = all.filter((entry) => !signed.includes(entry));
    exchange.slots.set(
      'cookies',
      thing(
        plain.map(([name, value]): [string, Datum] => [name, cookieValue(value)]),
        'Cookies',
      ),
    );
    const good = signed.map(([name, value]): [string, Datum] => {
      const text = value.slice(2, value.lastIndexOf('.'));
      return [
        name,
        exchange.hasValidCredentials ? cookieValue(text) : { kind: 'constant', value: false, carried: true },
      ];
    });
    exchange.slots.set('signedCookies', thing(good, 'Cookies'));
  });
}

/** `session(options)` and `cookieSession(options)`: the session has what a login put there, if its cookie is right. */
export function readSession(call: PackageCall, defaultName: string): ReturnType<PackageReader> {
  if (call.path.length > 0) return null;
  return bystander(call, 'session', (exchange) => {
    const name = textOption(call.args[0], 'name');
    const sent = cookiesOf(exchange);
    // Where the name of its cookie is not known, any cookie may be the one.
    const isSent = name === null ? sent.size > 0 : sent.has(name ?? defaultName);
    exchange.slots.set('session', sessionOf(exchange, isSent, call));
    exchange.slots.set('sessionID', carried(''));
    if (exchange.notes.has('passport session')) setPassportUser(exchange, call);
  });
}

/** A session: empty for a client without a good cookie, else with what nobody can know. */
function sessionOf(exchange: Exchange, isSent: boolean, call: PackageCall): Datum {
  const { at } = call;
  const own: readonly (readonly [string, Datum])[] =
    call.package === 'express-session'
      ? [['cookie', thing()], ['id', carried('')], ...methodsOf(exchange)]
      : [['isNew', constant(!isSent || !exchange.hasValidCredentials)]];
  if (!isSent || !exchange.hasValidCredentials) return thing(own, 'Session');
  const rest = unknown('what a session holds is not known', at, {
    key: 'session',
    judged: true,
    truthy: true,
  });
  return { ...openThing([...own, ...loginOf(call)], rest), of: 'Session' };
}

/** Names under which a session keeps who is logged in. */
const LOGIN =
  /^(?:is_?)?(?:(?:user|account|member|customer|client)(?:_?id|_?name)?|auth(?:ed|enticated|ori[sz]ed)?|logged_?in|signed_?in|login|ok|unlocked|pin|uid|identity|profile|principal|person|email|who)$/i;

/** Names of what sessions keep whoever the client is. */
const BESIDE =
  /return|redirect|back|next|from|url|path|flash|message|error|csrf|state|nonce|verifier|challenge|captcha|token|count|views?$|visit|hits|tr(?:y|ies)|attempt|fail|cart|basket|items?$|lang|locale|theme|time|date|last|since|expir/i;

/**
 * What a login put into a session: where the program writes it in one way only, that is what it is. The only name that
 * a program writes is that of a login, too.
 */
function loginOf({ around, at }: PackageCall): readonly (readonly [string, Datum])[] {
  const writes = [...(around.sessionWrites?.() ?? [])];
  return writes.flatMap(([name, values]): (readonly [string, Datum])[] => {
    if (!LOGIN.test(name) && (writes.length > 1 || BESIDE.test(name))) return [];
    const [first] = values;
    const isKnown =
      values.length === 1 && first !== undefined && ['object', 'boolean', 'string'].includes(first.kind);
    if (isKnown) return [[name, datumOf(first)]];
    const reason = 'what a session holds is not known';
    return [[name, unknown(reason, at, { key: `session.${name}`, judged: true, truthy: true })]];
  });
}

/**
 * The methods of a session of express-session 1 (session/session.js): those that ask its store call back. The session
 * is gone after `destroy`, and another one is there after `regenerate`.
 */
function methodsOf(exchange: Exchange): readonly (readonly [string, Datum])[] {
  const calling = (name: string, act: () => void): readonly [string, Datum] => [
    name,
    native(name, ([done], self, at) => {
      act();
      if (done?.kind === 'function') done.call([UNDEFINED], UNDEFINED, at);
      return self;
    }),
  ];
  const methods = (): readonly (readonly [string, Datum])[] => [
    calling('destroy', () => exchange.slots.set('session', UNDEFINED)),
    calling('regenerate', () =>
      exchange.slots.set('session', thing([['cookie', thing()], ...methods()], 'Session')),
    ),
    ...['save', 'reload', 'touch', 'resetMaxAge'].map((name) => calling(name, () => {})),
  ];
  return methods();
}

/** Whether the client has a session in which somebody is logged in. */
export function isLoggedIn(exchange: Exchange): boolean {
  const session = exchange.slots.get('session');
  return session?.kind === 'object' && session.rest !== null;
}

/** `passport.session()`: `req.user` is who the session names. */
export function setPassportUser(exchange: Exchange, { at }: Pick<PackageCall, 'at'>): void {
  if (!isLoggedIn(exchange)) return;
  exchange.slots.set(
    'user',
    unknown('who is logged in is not known', at, { key: 'user', judged: true, truthy: true }),
  );
}

/** `ensureLoggedIn(to)` of connect-ensure-login 0.1: 302 to `/login` unless `req.isAuthenticated()`. */
export function readEnsureLogin(call: PackageCall): Behaviour | null {
  const [name] = call.path;
  if (name !== 'ensureLoggedIn' && name !== 'ensureLoggedOut') return null;
  const [options] = call.args;
  const to = options?.kind === 'constant' ? String(options.value) : textOption(options, 'redirectTo');
  return packaged(
    call,
    'guard',
    (exchange): Ending => {
      exchange.reads.add('slot session');
      const isIn = exchange.slots.has('user') || (isLoggedIn(exchange) && exchange.notes.has('passport'));
      if (isIn === (name === 'ensureLoggedIn')) return NEXT;
      if (to === null) return lost('where ensureLoggedIn redirects is not known', call.at);
      exchange.status = 302;
      exchange.setHeader('Location', [to ?? (name === 'ensureLoggedIn' ? '/login' : '/')]);
      return { kind: 'respond', at: call.at, continues: null };
    },
    name === 'ensureLoggedIn' ? check(call, { kind: 'session', cookie: 'connect.sid' }) : { kind: 'open' },
  );
}
