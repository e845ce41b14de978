// Operations of ts-rest 3: a function gives the status and the body that the client gets (@ts-rest/express, initializeExpressRoute).
import type { Behaviour, Ending } from '../behaviour';
import { constant, type Datum, fieldOf, isNothing, openThing, UNDEFINED, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { optionOf } from '../options';
import { callDatum } from '../run/calls';
import { GivenUp, Thrown } from '../run/machine';
import { getMember } from '../run/members';
import { settled } from '../run/promises';
import { demandsOnce, runHandler } from '../written';
import { validator } from './errors';
import type { PackageReader } from './package';

/** `program/ts-rest` gives the function and the operation. */
export const operation: PackageReader = (call) => {
  if (call.path[0] !== 'action') return null;
  const [handler = UNDEFINED, contract] = call.args;
  const isAsked = ['pathParams', 'headers', 'query', 'body'].some((name) => {
    const schema = optionOf(contract, name);
    return schema === null || !(isNothing(schema) || isType(schema));
  });
  const act = (exchange: Exchange): Ending => {
    const checked = isAsked ? validator(call, 'RequestValidationError', []).act(exchange) : null;
    if (checked !== null && checked.kind !== 'next') {
      // The package has a handler for its own errors behind the routes.
      exchange.status = 400;
      return { kind: 'respond', at: call.at, continues: null };
    }
    return runHandler(
      exchange,
      call.around.evaluator,
      (machine, [req = UNDEFINED, res = UNDEFINED, next = UNDEFINED]) => {
        const part = (name: string) => getMember(machine, req, constant(name), call.at);
        const given = openThing(
          [
            ...['params', 'query', 'headers', 'body'].map((name): [string, Datum] => [name, part(name)]),
            ['req', req],
            ['res', res],
          ],
          unknown('what an operation is given is not known', call.at),
        );
        try {
          const result = settled(machine, callDatum(machine, handler, [given], UNDEFINED, call.at));
          const status = result.kind === 'object' ? fieldOf(result, 'status') : null;
          if (status?.kind !== 'constant' || typeof status.value !== 'number')
            throw new GivenUp('the status of an operation is not known', call.at);
          exchange.status = status.value;
        } catch (problem) {
          if (!(problem instanceof Thrown)) throw problem;
          return callDatum(machine, next, [problem.datum], UNDEFINED, call.at);
        }
        machine.signal(
          { kind: 'respond', at: call.at, continues: null, within: { by: 'handler', handler: call.at } },
          call.at,
        );
        return UNDEFINED;
      },
      call.at,
    );
  };
  const source: Behaviour['source'] = {
    kind: 'packaged',
    package: call.package,
    role: 'bystander',
    args: [],
  };
  return { source, at: call.at, demands: demandsOnce(act, call.at), act };
};

/** `c.type<Pet>()` says something to the compiler alone. */
function isType(schema: Datum): boolean {
  const callee = schema.kind === 'outside' && schema.value.kind === 'call' ? schema.value.callee : null;
  return callee?.kind === 'member' && callee.name.kind === 'string' && callee.name.value === 'type';
}
