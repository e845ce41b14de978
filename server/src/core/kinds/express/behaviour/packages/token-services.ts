// Guards that ask a service who a token belongs to: @clerk/express 1 and 2, supertokens-node 13 to 23, oauth servers.
import type { Requirement } from '../../../../model/requirement';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { carried, constant, NULL, openThing, thing, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';
import type { Library } from '../libraries/library';
import { flagOf, optionOf, severalOf, textOption } from '../options';
import { check, fail, lost, owner, type PackageCall, type PackageReader, packaged, refuse } from './package';
import { cookiesOf } from './sessions';

/** Whether a good token came with the request, as a Bearer token or in a cookie. */
function isIn(exchange: Exchange, cookie: string | null): boolean {
  exchange.reads.add('header authorization');
  if (cookie !== null) exchange.reads.add(`cookie ${cookie}`);
  const isSent = /^bearer \S/i.test(exchange.header('authorization') ?? '');
  const isInCookie = cookie !== null && cookiesOf(exchange).has(cookie);
  return exchange.hasValidCredentials && (isSent || isInCookie);
}

function demandsOf(call: PackageCall, cookie: string): Requirement {
  return { kind: 'any', of: [check(call, { kind: 'bearer' }), check(call, { kind: 'session', cookie })] };
}

const CLERK = '__session';

/** `requireAuth({ signInUrl })` redirects who is not logged in, to where the environment says if nothing else does. */
export const clerk: PackageReader = (call) => {
  if (call.path[0] !== 'requireAuth') return null;
  const url = textOption(call.args[0], 'signInUrl');
  const act = (exchange: Exchange): Ending => {
    if (isIn(exchange, CLERK)) return NEXT;
    if (typeof url === 'string') exchange.setHeader('Location', [url]);
    return refuse(exchange, 302, [], call.at);
  };
  return packaged(call, 'guard', act, demandsOf(call, CLERK));
};

/** `getAuth(req)` has null for who is not logged in. */
export const clerkAuth: Library = ({ exchange }, _args, at) => {
  const isUser = isIn(exchange, CLERK);
  const id = (key: string) =>
    isUser ? unknown('who is logged in is not known', at, { key, judged: true, truthy: true }) : NULL;
  return openThing(
    [
      ['userId', id('clerk.userId')],
      ['sessionId', id('clerk.sessionId')],
      ['isAuthenticated', constant(isUser)],
    ],
    unknown('what Clerk says of a user is not known', at, { judged: true }),
  );
};

const TOKENS = 'sAccessToken';

/** `middleware()` has paths of its own, which no route of the program is taken to be; `verifySession()` answers itself. */
export const supertokens: PackageReader = (call) => {
  const name = call.path.at(-1);
  if (name === 'middleware')
    return packaged(call, 'bystander', (exchange) =>
      exchange.isRouted(exchange.path) ? NEXT : lost('which paths supertokens answers is not known', call.at),
    );
  if (name !== 'verifySession') return null;
  const isRequired = flagOf(call.args[0], 'sessionRequired', true);
  const act = (exchange: Exchange): Ending => {
    const isUser = isIn(exchange, TOKENS);
    if (isRequired === null) return lost('the options of verifySession are not known', call.at);
    if (isRequired && !isUser) return refuse(exchange, 401, [], call.at);
    exchange.slots.set('session', isUser ? owner(exchange, call.at, 'supertokens') : UNDEFINED);
    return NEXT;
  };
  return packaged(call, 'guard', act, isRequired === false ? { kind: 'open' } : demandsOf(call, TOKENS));
};

/** `server.authenticate()` of express-oauth-server 2 and @node-oauth/express-oauth-server 3 and 4. */
export function oauthServer(call: PackageCall): Behaviour | null {
  if (call.path[0] !== 'authenticate') return null;
  const act = (exchange: Exchange): Ending => {
    const isMalformed = !/^bearer\s\S+$/i.test(exchange.header('authorization') ?? 'Bearer x');
    if (isMalformed) return refuse(exchange, 400, [], call.at);
    if (!isIn(exchange, null)) {
      const isElsewhere = exchange.query !== null || exchange.bodyLength > 0;
      return isElsewhere ? lost('a token may be elsewhere', call.at) : refuse(exchange, 401, [], call.at);
    }
    const user = owner(exchange, call.at, 'the model of the server');
    exchange.locals.set('oauth', thing([['token', thing([['user', user]])]]));
    return NEXT;
  };
  return packaged(call, 'guard', act, check(call, { kind: 'bearer' }));
}

/** `permissions.check('admin')` of express-jwt-permissions 1, behind what puts the user there. */
export function jwtPermissions(call: PackageCall): Behaviour | null {
  if (call.path[0] !== 'check') return null;
  return behindUser(call, () => fail('UnauthorizedError', 403, call.at));
}

/** `jwtAuthz(['read:users'])` of express-jwt-authz 2. */
export const jwtAuthz: PackageReader = (call) => {
  const scopes = severalOf(call.args[0] ?? null)?.map((one) =>
    one.kind === 'constant' ? String(one.value) : '',
  );
  const failing = optionOf(call.args[1], 'failWithError');
  const isPlain = failing?.kind === 'constant' && failing.value === undefined;
  return behindUser(call, (exchange) =>
    isPlain && scopes !== undefined
      ? refuse(exchange, 403, [`Bearer scope="${scopes.join(' ')}", error="Insufficient scope"`], call.at)
      : fail('Forbidden', 403, call.at),
  );
};

/** Refuses where no guard has found a user; which permissions a user has is not known. */
function behindUser(call: PackageCall, refused: (exchange: Exchange) => Ending): Behaviour {
  const act = (exchange: Exchange): Ending => {
    const user = exchange.slots.get('user');
    const isUser = user !== undefined && !(user.kind === 'constant' && !user.value);
    return isUser ? lost('which permissions a user has is not known', call.at) : refused(exchange);
  };
  return packaged(call, 'guard', act, check(call, { kind: 'custom', what: 'what an earlier guard finds' }));
}

/** `bearerToken()` of express-bearer-token 2 and 3 puts a token onto the request. */
export const bearerToken: PackageReader = (call) =>
  packaged(call, 'bystander', (exchange) => {
    const key = textOption(call.args[0], 'reqKey');
    const [, token] = /^Bearer (\S+)$/.exec(exchange.header('authorization') ?? '') ?? [];
    const isPlain = call.args.length === 0 && !/access_token=/.test(exchange.query ?? '');
    if (key === null || !isPlain || exchange.bodyLength > 0)
      return lost('where a token is taken from is not known', call.at);
    exchange.reads.add('header authorization');
    if (token !== undefined) exchange.slots.set(key ?? 'token', carried(token));
    return NEXT;
  });
