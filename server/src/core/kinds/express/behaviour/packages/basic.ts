// Basic authentication: the header as basic-auth reads it, and the guards of express-basic-auth.

import { decodeBase64 } from '../../../nginx/passwords/base64';
import { byteString, utf8Text } from '../../../nginx/passwords/bytes';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { carried, constant, type Datum, textOf, thing, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { flagOf, optionOf, textOption } from '../options';
import { callDatum } from '../run/calls';
import { copyFields } from '../run/things';
import { isTrue } from '../run/truth';
import { noteKeys, noteWanted } from '../run/wanted';
import { runHandler } from '../written';
import { calledBack } from './called-back';
import { check, lost, type PackageCall, packaged, refuse } from './package';

export type BasicPair = { readonly user: string; readonly password: string };

/** The user and password of a header as basic-auth reads them (basic-auth 2.0, `parse`); `null` for none. */
export function basicPair(header: string | null): BasicPair | null {
  const encoded = /^ *(?:[Bb][Aa][Ss][Ii][Cc]) +([A-Za-z0-9._~+/-]+=*) *$/.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const bytes = decodeBase64(encoded.replace(/-/g, '+').replace(/_/g, '/'));
  const text = bytes === null ? '' : byteString(bytes);
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const decoded = utf8Text(text) ?? text;
  const at = decoded.indexOf(':');
  return { user: decoded.slice(0, at), password: decoded.slice(at + 1) };
}

/** `basicAuth(options)` (express-basic-auth 1.2, index.js). */
export function readExpressBasicAuth(call: PackageCall): Behaviour | null {
  if (call.path.length > 0 && call.path[0] !== 'default') return null;
  return packaged(
    call,
    'guard',
    (exchange) => actBasic(call, exchange),
    check(call, { kind: 'basic' }, realmOf(call)),
  );
}

function realmOf(call: PackageCall): string | null {
  const realm = textOption(call.args[0], 'realm');
  return realm === null || realm === undefined ? null : `"${realm}"`;
}

function actBasic(call: PackageCall, exchange: Exchange): Ending {
  const [options] = call.args;
  exchange.reads.add('header authorization');
  const pair = basicPair(exchange.header('authorization'));
  const challenge = flagOf(options, 'challenge', false);
  const realm = optionOf(options, 'realm');
  if (challenge === null || realm === null)
    return lost('the options of express-basic-auth are not known', call.at);
  const accepted = pair === null ? false : accepts(call, exchange, pair);
  if (typeof accepted !== 'boolean') return accepted;
  if (accepted && pair !== null) {
    exchange.slots.set(
      'auth',
      thing([
        ['user', constant(pair.user)],
        ['password', constant(pair.password)],
      ]),
    );
    return NEXT;
  }
  const name = textOf(realm);
  if (challenge && name === null && realm.kind !== 'constant') return lost('the realm is not known', call.at);
  return refuse(exchange, 401, challenge ? [name === null ? 'Basic' : `Basic realm="${name}"`] : [], call.at);
}

/** Users that are written out are compared; an authorizer of the program is run. */
function accepts(call: PackageCall, exchange: Exchange, pair: BasicPair): boolean | Ending {
  const [options] = call.args;
  const authorizer = optionOf(options, 'authorizer');
  if (authorizer === null) return lost('the options of express-basic-auth are not known', call.at);
  if (authorizer.kind !== 'constant') return authorize(call, exchange, pair, authorizer);
  const users = optionOf(options, 'users');
  if (users === null) return exchange.hasValidCredentials;
  let known: boolean | null = null;
  const ending = runHandler(
    exchange,
    call.around.evaluator,
    (machine) => {
      const all = copyFields(machine, users, thing());
      const password = all.fields.get(pair.user);
      noteKeys(machine, all, carried(pair.user));
      if (password?.kind === 'constant') noteWanted(machine, password, carried(pair.password));
      known =
        password?.kind === 'constant' && all.rest === null
          ? password.value === pair.password
          : all.rest === null && password === undefined
            ? false
            : null;
      return UNDEFINED;
    },
    call.at,
  );
  return ending.kind === 'unknown' ? ending : (known ?? exchange.hasValidCredentials);
}

/** Without `authorizeAsync`, what the authorizer answers counts: a promise is true (index.js, `authMiddleware`). */
function authorize(
  call: PackageCall,
  exchange: Exchange,
  pair: BasicPair,
  authorizer: Datum,
): boolean | Ending {
  const isAsync = flagOf(call.args[0], 'authorizeAsync', false);
  if (isAsync === null) return lost('the options of express-basic-auth are not known', call.at);
  const given: Datum[] = [
    { kind: 'constant', value: pair.user, carried: true },
    { kind: 'constant', value: pair.password, carried: true },
  ];
  if (isAsync) {
    const asked = calledBack(
      call,
      exchange,
      authorizer,
      () => given,
      (machine, [, approved = UNDEFINED]) => isTrue(machine, approved),
    );
    if (asked.kind === 'answer') return asked.answer;
    return asked.kind === 'hang' ? { ...asked, reason: 'the authorizer does not answer' } : asked;
  }
  let accepted = false;
  const ending = runHandler(
    exchange,
    call.around.evaluator,
    (machine) => {
      accepted = isTrue(machine, callDatum(machine, authorizer, given, UNDEFINED, call.at));
      return UNDEFINED;
    },
    call.at,
  );
  return ending.kind === 'error' || ending.kind === 'unknown' ? ending : accepted;
}
