// Flows of the package async (2 and 3): tasks that call back, and what is done with what they give.
import type { Place } from '../../../../text/span';
import { type Datum, list, NULL, thing, UNDEFINED } from '../datum';
import { callDatum } from '../run/calls';
import { itemsOf } from '../run/iterate';
import { GivenUp, type Machine } from '../run/machine';
import { errorFirst } from '../run/native';
import { chosen } from '../run/outside';
import { copyFields } from '../run/things';
import { isTrue } from '../run/truth';
import type { Library } from './library';

/** `async.parallel(tasks, callback)`: all begin at once. */
export const parallel: Library = (machine, args, at) => flow(machine, args, at, false);

/** `async.series(tasks, callback)`: one begins when the one before it has called back. */
export const series: Library = (machine, args, at) => flow(machine, args, at, true);

function flow(machine: Machine, [tasks, done]: readonly Datum[], at: Place, isSeries: boolean): Datum {
  const given = chosen(machine, tasks ?? UNDEFINED);
  const isList = given.kind === 'list';
  const all = tasksOf(machine, given, at);
  const results = new Map<string, Datum>();
  const finish = (error: Datum) => {
    const named = all.flatMap(([name]): (readonly [string, Datum])[] => {
      const result = results.get(name);
      return result === undefined ? [] : [[name, result]];
    });
    const made = isList ? list(named.map(([, result]) => result)) : thing(named);
    if (done !== undefined) callDatum(machine, done, [error, made], UNDEFINED, at);
  };
  let isOver = false;
  const start = (i: number): void => {
    const [name, task] = all[i] ?? [];
    if (name === undefined || task === undefined) return;
    const callback = errorFirst('callback', ([error, value]) => {
      if (isOver || results.has(name)) return UNDEFINED;
      const isFailed = isTrue(machine, error ?? UNDEFINED);
      if (!isFailed) results.set(name, value ?? UNDEFINED);
      isOver = isFailed || results.size === all.length;
      if (isOver) finish(isFailed ? (error ?? UNDEFINED) : NULL);
      else if (isSeries) start(i + 1);
      return UNDEFINED;
    });
    callDatum(machine, task, [callback], UNDEFINED, at);
  };
  if (all.length === 0) finish(NULL);
  else if (isSeries) start(0);
  else for (const i of all.keys()) start(i);
  return UNDEFINED;
}

/** The tasks with their names, or their numbers in a list. */
function tasksOf(machine: Machine, given: Datum, at: Place): readonly (readonly [string, Datum])[] {
  if (given.kind === 'list') return itemsOf(machine, given, at).map((task, i) => [String(i), task]);
  const { fields, rest } = copyFields(machine, given, thing());
  if (rest !== null) throw new GivenUp('the tasks are not all known', at);
  return [...fields];
}

/** `async.waterfall(tasks, callback)`: each task gets what the one before it gave. */
export const waterfall: Library = (machine, [tasks, done], at) => {
  const all = itemsOf(machine, tasks ?? UNDEFINED, at);
  const start = (i: number, given: readonly Datum[]): void => {
    const task = all[i];
    if (task === undefined) {
      if (done !== undefined) callDatum(machine, done, [NULL, ...given], UNDEFINED, at);
      return;
    }
    const callback = errorFirst('callback', ([error, ...values]) => {
      if (!isTrue(machine, error ?? UNDEFINED)) start(i + 1, values);
      else if (done !== undefined) callDatum(machine, done, [error ?? UNDEFINED], UNDEFINED, at);
      return UNDEFINED;
    });
    callDatum(machine, task, [...given, callback], UNDEFINED, at);
  };
  start(0, []);
  return UNDEFINED;
};
