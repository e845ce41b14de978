// cors 2.8: what it answers to preflights, and what it adds to other answers.
import { test } from '../../../../regex';
import { compileJs } from '../../matching/js-regex';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { type Datum, textOf, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { flagOf, optionOf, severalOf } from '../options';
import type { Machine } from '../run/machine';
import { isTrue } from '../run/truth';
import { calledBack } from './called-back';
import { lost, type PackageCall, packaged } from './package';

/** `cors(options)` (cors 2.8.6, lib/index.js). */
export function readCors(call: PackageCall): Behaviour | null {
  return call.path.length > 0 ? null : packaged(call, 'cors', (exchange) => actCors(call, exchange));
}

/** Options, and the origin in them, may be functions that call back for each request (lib/index.js, `middlewareWrapper`). */
function actCors(call: PackageCall, exchange: Exchange): Ending {
  const [options] = call.args;
  if (options === undefined || !isFunction(options)) return actWith(call, exchange, options);
  const made = calledBack(call, exchange, options, (request) => [request], answered);
  if (made.kind !== 'answer') return made;
  const { error, value } = made.answer;
  return error === null ? actWith(call, exchange, value) : { kind: 'error', thrown: error, at: call.at };
}

type Answer = { readonly error: Datum | null; readonly value: Datum };

function answered(machine: Machine, [error = UNDEFINED, value = UNDEFINED]: readonly Datum[]): Answer {
  return { error: isTrue(machine, error) ? error : null, value };
}

function isFunction(datum: Datum): boolean {
  return datum.kind === 'function' || (datum.kind === 'outside' && datum.value.kind === 'function');
}

function actWith(call: PackageCall, exchange: Exchange, options: Datum | undefined): Ending {
  const given = optionOf(options, 'origin');
  if (given === null || !isFunction(given)) return answer(call, exchange, options, given);
  const sent = exchange.header('origin');
  const origin: Datum = sent === null ? UNDEFINED : { kind: 'constant', value: sent, carried: true };
  const asked = calledBack(call, exchange, given, () => [origin], answered);
  if (asked.kind !== 'answer') return asked;
  const { error, value } = asked.answer;
  if (error !== null) return { kind: 'error', thrown: error, at: call.at };
  // An origin that is not allowed is a request without CORS, as no function at all is one for every origin.
  const isNone = value.kind === 'constant' && !value.value;
  return isNone ? NEXT : answer(call, exchange, options, value);
}

function answer(
  call: PackageCall,
  exchange: Exchange,
  options: Datum | undefined,
  given: Datum | null,
): Ending {
  if (given?.kind === 'constant' && given.value !== undefined && !given.value) return NEXT;
  const continues = flagOf(options, 'preflightContinue', false);
  const status = optionOf(options, 'optionsSuccessStatus');
  if (continues === null || status === null) return lost('the options of cors are not known', call.at);
  const origin = originOf(given, exchange.header('origin'));
  if (origin === 'unknown') {
    // Whatever the origin, the way of the request is the same; only the header is not known.
    exchange.setHeader('Access-Control-Allow-Origin', []);
  } else if (origin !== null) exchange.setHeader('Access-Control-Allow-Origin', [origin]);
  if (flagOf(options, 'credentials', false) === true)
    exchange.setHeader('Access-Control-Allow-Credentials', ['true']);
  const exposed = joined(optionOf(options, 'exposedHeaders'));
  if (exposed !== null && exposed !== '') exchange.setHeader('Access-Control-Expose-Headers', [exposed]);
  if (exchange.method !== 'OPTIONS') return NEXT;
  const methods = joined(optionOf(options, 'methods')) ?? '';
  exchange.setHeader('Access-Control-Allow-Methods', [
    methods === '' ? 'GET,HEAD,PUT,PATCH,POST,DELETE' : methods,
  ]);
  allowHeaders(options, exchange);
  if (continues) return NEXT;
  exchange.status = status.kind === 'constant' && typeof status.value === 'number' ? status.value : 204;
  return { kind: 'respond', at: call.at, continues: null };
}

/** Without `allowedHeaders`, what the client asks for is allowed. */
function allowHeaders(options: Datum | undefined, exchange: Exchange): void {
  const given = optionOf(options, 'allowedHeaders');
  const allowed =
    given?.kind === 'constant' && given.value === undefined ? optionOf(options, 'headers') : given;
  const isAbsent = allowed?.kind === 'constant' && allowed.value === undefined;
  const text = isAbsent ? exchange.header('access-control-request-headers') : joined(allowed);
  if (text !== null && text !== '') exchange.setHeader('Access-Control-Allow-Headers', [text]);
}

function joined(option: Datum | null): string | null {
  const several = severalOf(option);
  if (several === null) return null;
  const texts = several.map((one) => textOf(one));
  return texts.includes(null) ? null : texts.join(',');
}

/** The value of Access-Control-Allow-Origin: `null` for none. */
function originOf(option: Datum | null, sent: string | null): string | null | 'unknown' {
  if (option === null) return 'unknown';
  if (option.kind === 'constant') {
    if (option.value === undefined || option.value === '*') return '*';
    if (typeof option.value === 'string') return option.value;
    return option.value === true ? sent : null;
  }
  const several = severalOf(option);
  if (several === null) return 'unknown';
  const answers = several.map((one) => isAllowed(one, sent));
  if (answers.includes(true)) return sent;
  return answers.includes(null) ? 'unknown' : null;
}

function isAllowed(one: Datum, sent: string | null): boolean | null {
  if (one.kind === 'constant') return typeof one.value === 'string' ? one.value === sent : Boolean(one.value);
  if (one.kind !== 'regex') return null;
  const regex = compileJs(one.source, one.flags);
  return regex.kind === 'jsRegex' ? test(regex.regex, sent ?? 'undefined') : null;
}
