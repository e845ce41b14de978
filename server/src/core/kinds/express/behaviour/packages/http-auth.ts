// http-auth 4.2 with http-auth-connect: Basic and Digest, with a file of users or a function of the program.
import { decodeBase64 } from '../../../nginx/passwords/base64';
import { byteString, utf8Text } from '../../../nginx/passwords/bytes';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { carried, constant, type Datum, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { flagOf, optionOf, textOption } from '../options';
import { callDatum } from '../run/calls';
import { native } from '../run/native';
import { isTrue } from '../run/truth';
import { runHandler } from '../written';
import { argsOf, check, lost, type PackageCall, packaged, refuse } from './package';

/** `auth.connect(auth.basic(…))` and http-auth-connect (src/auth/base.js, `check`). */
export function readHttpAuth(call: PackageCall): Behaviour | null {
  const [made] = call.args;
  const value = made?.kind === 'outside' && made.value.kind === 'call' ? made.value : null;
  const kind = value?.callee.kind === 'package' ? value.callee.path.at(-1) : undefined;
  if (value === null || (kind !== 'basic' && kind !== 'digest')) return null;
  const [options, checker] = argsOf(value.args);
  const realm = textOption(options, 'realm');
  const name = realm === null ? null : realm || 'users';
  return packaged(
    call,
    'guard',
    (exchange) => {
      exchange.reads.add('header authorization');
      if (kind === 'digest') return actDigest(call, exchange, options);
      if (name === null) return lost('the realm is not known', call.at);
      return actBasic(call, exchange, options, checker, name);
    },
    check(call, { kind }, name === null ? null : `"${name}"`),
  );
}

function actBasic(
  call: PackageCall,
  exchange: Exchange,
  options: Datum | undefined,
  checker: Datum | undefined,
  realm: string,
): Ending {
  const isProxy = flagOf(options, 'proxy', false);
  if (isProxy !== false) return lost('authentication of a proxy is not followed', call.at);
  const header = exchange.header('authorization') ?? '';
  const encoded = /^basic\s/i.test(header) ? header.split(' ')[1] : undefined;
  if (encoded !== undefined && encoded !== '') {
    const found = findUser(call, exchange, encoded, checker);
    if (typeof found !== 'boolean' && 'ending' in found) return found.ending;
    if (found !== false) return letIn(exchange, options, found);
  }
  return refuse(exchange, 401, [`Basic realm="${realm}"`], call.at);
}

type Found = { readonly user: Datum } | { readonly ending: Ending } | false;

/** Asks the program's function; of a file of users, whether the password is in it follows from the credentials. */
function findUser(call: PackageCall, exchange: Exchange, encoded: string, checker: Datum | undefined): Found {
  const bytes = decodeBase64(encoded.replace(/-/g, '+').replace(/_/g, '/'));
  const text = bytes === null ? '' : (utf8Text(byteString(bytes)) ?? byteString(bytes));
  const [name = '', ...rest] = text.split(':');
  if (checker === undefined || (checker.kind === 'constant' && checker.value === undefined)) {
    return exchange.hasValidCredentials ? { user: carried(name) } : false;
  }
  const said: { found: Found | null } = { found: null };
  const ending = runHandler(
    exchange,
    call.around.evaluator,
    (machine, [request]) => {
      const done = native('callback', ([result, user]) => {
        if (said.found !== null) return UNDEFINED;
        if (result?.kind === 'object' && result.of === 'Error') {
          // It emits `error`: 400 where somebody listens, else that is thrown.
          said.found = {
            ending: lost('whether anybody listens to errors of http-auth is not known', call.at),
          };
        } else if (!isTrue(machine, result ?? UNDEFINED)) said.found = false;
        else said.found = { user: user !== undefined && isTrue(machine, user) ? user : carried(name) };
        return UNDEFINED;
      });
      const given = [carried(name), carried(rest.join(':')), done, request ?? UNDEFINED];
      callDatum(machine, checker, given, UNDEFINED, call.at);
      machine.drain();
      return constant(undefined);
    },
    call.at,
  );
  if (ending.kind === 'error' || ending.kind === 'unknown') return { ending };
  const hang = {
    kind: 'hang',
    reason: 'the function that checks passwords does not answer',
    at: call.at,
  } as const;
  return said.found ?? { ending: hang };
}

function letIn(exchange: Exchange, options: Datum | undefined, { user }: { readonly user: Datum }): Ending {
  const skips = optionOf(options, 'skipUser');
  const isSkipped = skips?.kind === 'constant' && Boolean(skips.value);
  if (!isSkipped) exchange.slots.set('user', user);
  return NEXT;
}

function actDigest(call: PackageCall, exchange: Exchange, options: Datum | undefined): Ending {
  const header = exchange.header('authorization') ?? '';
  const [, name] = /\busername="([^"]*)"/.exec(header) ?? [];
  if (/^digest\s/i.test(header) && name !== undefined && exchange.hasValidCredentials) {
    return letIn(exchange, options, { user: carried(name) });
  }
  return lost('the nonce of a Digest challenge is made anew for each request', call.at);
}
