// method-override 2 and 3: some requests get the method that a header, the query or a function names.
import { METHODS } from '../../program/express';
import { type Behaviour, type Ending, NEXT } from '../behaviour';
import { constant, type Datum, textOf, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { optionOf, severalOf } from '../options';
import { callDatum } from '../run/calls';
import { queryOf } from '../run/request';
import { runHandler } from '../written';
import { lost, type PackageCall, packaged } from './package';

const USUAL = 'X-HTTP-Method-Override';

/** `methodOverride(getter, options)` (index.js): without options it looks at nothing but POST. */
export function readMethodOverride(call: PackageCall): Behaviour | null {
  return packaged(call, 'bystander', (exchange): Ending => {
    const original = textOf(exchange.slots.get('originalMethod') ?? UNDEFINED) ?? exchange.method;
    exchange.slots.set('originalMethod', constant(original));
    const methods = methodsOf(call);
    if (methods === null) return lost('which methods may be changed is not known', call.at);
    if (methods !== 'all' && !methods.includes(original)) return NEXT;
    const named = nameIn(exchange, call);
    return 'ending' in named ? named.ending : changed(exchange, named.name, call);
  });
}

function methodsOf({ args }: PackageCall): readonly string[] | 'all' | null {
  const option = optionOf(args[1], 'methods');
  if (option?.kind === 'constant') return option.value === undefined ? ['POST'] : option.value ? null : 'all';
  const names = severalOf(option)?.map(textOf) ?? [null];
  return names.includes(null) ? null : names.map(String);
}

/** What the getter finds, or how the call ends where it does not come to that. */
function nameIn(exchange: Exchange, call: PackageCall): { name: Datum } | { ending: Ending } {
  const [getter = UNDEFINED] = call.args;
  const key = getter.kind === 'constant' ? String(getter.value || USUAL) : null;
  if (key === null) return called(exchange, getter, call);
  if (/^x-/i.test(key)) return { name: constant(exchange.header(key)?.split(/ *, */)[0] ?? '') };
  const query = queryOf(exchange);
  return { name: query.fields.get(key) ?? query.rest ?? UNDEFINED };
}

/** A getter of the program is called with `req` and `res`. */
function called(exchange: Exchange, getter: Datum, call: PackageCall): { name: Datum } | { ending: Ending } {
  let name: Datum | null = null;
  const ending = runHandler(
    exchange,
    call.around.evaluator,
    (machine, [request = UNDEFINED, response = UNDEFINED]) => {
      name = callDatum(machine, getter, [request, response], UNDEFINED, call.at);
      return UNDEFINED;
    },
    call.at,
  );
  return name === null || ending.kind !== 'hang' ? { ending } : { name };
}

/** Methods that Node does not know are passed over; of several names the first one counts. */
function changed(exchange: Exchange, found: Datum, call: PackageCall): Ending {
  const name = found.kind === 'list' ? (found.items[0] ?? UNDEFINED) : found;
  if (name.kind === 'constant' && typeof name.value !== 'string') return NEXT;
  const method = textOf(name);
  if (method === null) return lost('method-override changes the method of the request', call.at);
  if (!METHODS.has(method.toLowerCase())) return NEXT;
  exchange.method = method.toUpperCase();
  exchange.tell(call.at, `method-override makes it ${exchange.method}`, 'rewrites');
  return NEXT;
}
