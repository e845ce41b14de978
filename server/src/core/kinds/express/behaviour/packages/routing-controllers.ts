// What routing-controllers 0.7 to 0.11 puts in front of actions: the program's checker of `@Authorized()`, and its middlewares.
import type { Place } from '../../../../text/span';
import type { Behaviour, Ending } from '../behaviour';
import { type Datum, thing, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { callDatum } from '../run/calls';
import { GivenUp, type Machine, Thrown } from '../run/machine';
import { settled } from '../run/promises';
import { isTrue } from '../run/truth';
import { demandsOnce, runHandler } from '../written';
import type { PackageCall, PackageReader } from './package';

type Given = readonly [request: Datum, response: Datum, next: Datum];

/** `program/controllers` says what is asked, and with which roles (ExpressDriver.ts, registerAction, prepareMiddlewares). */
export const inFrontOfActions: PackageReader = (call) => {
  const isChecker = call.path[0] === 'Authorized';
  if (!isChecker && call.path[0] !== 'UseBefore') return null;
  const act = (exchange: Exchange): Ending =>
    runHandler(
      exchange,
      call.around.evaluator,
      (machine, [request = UNDEFINED, response = UNDEFINED, next = UNDEFINED]) => {
        const status = refusal(machine, call, isChecker, [request, response, next]);
        if (status === null) return isChecker ? callDatum(machine, next, [], UNDEFINED, call.at) : UNDEFINED;
        exchange.status = status;
        machine.signal({ kind: 'respond', at: call.at, continues: null }, call.at);
        return UNDEFINED;
      },
      call.at,
    );
  const source: Behaviour['source'] = { kind: 'packaged', package: call.package, role: 'guard', args: [] };
  return { source, at: call.at, demands: demandsOnce(act, call.at), act };
};

/** The status of who may not pass: 403 where roles are asked for, and what an error says of it. */
function refusal(machine: Machine, call: PackageCall, isChecker: boolean, given: Given): number | null {
  const [asked = UNDEFINED, roles = UNDEFINED] = call.args;
  const [request, response, next] = given;
  const action = thing([
    ['request', request],
    ['response', response],
    ['next', next],
  ]);
  try {
    const args = isChecker ? [action, roles] : given;
    const result = settled(machine, callDatum(machine, asked, args, UNDEFINED, call.at));
    if (!isChecker || isTrue(machine, result)) return null;
    return roles.kind === 'list' && roles.items.length > 0 ? 403 : 401;
  } catch (problem) {
    if (!(problem instanceof Thrown)) throw problem;
    return statusOf(problem.datum, call.at);
  }
}

/** `httpCode` of an error (handleError). */
function statusOf(thrown: Datum, at: Place): number {
  const code = thrown.kind === 'object' ? thrown.fields.get('httpCode') : undefined;
  if (code?.kind === 'constant' && typeof code.value === 'number') return code.value;
  if (thrown.kind === 'object' && thrown.of === 'Error' && code === undefined) return 500;
  throw new GivenUp('what is thrown in front of an action is not known', at);
}
