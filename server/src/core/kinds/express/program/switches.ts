// `switch`: the cases that may be the one, each under the condition that none before it is.
import type { Statement } from '../../../syntax/js/tree';
import type { Place } from '../../../text/span';
import type { Value } from '../values';
import { bothWays, presenceOf } from './conditions';
import { Environment } from './environment';
import { evaluate } from './evaluate';
import { type Completion, executeAll, joined, NORMAL } from './execute';
import { compared } from './followed';
import { binary, truthOf } from './operators';
import { place, type Run } from './run';

type Switch = Extract<Statement, { kind: 'switch' }>;

/** Cases that share a body: `case 'a': case 'b': …`. The one with `default` counts where no other does. */
type Group = { readonly start: number; readonly tests: readonly Value[]; readonly at: Place };

/** Runs the case that is the one; where that is not known, all that may be, as a chain of conditions. */
export function executeSwitch(run: Run, node: Switch, scope: Environment): Completion {
  const subject = compared(run, evaluate(run, node.subject, scope), place(scope, node));
  const inner = new Environment(scope.file, scope, scope.self);
  const body = (start: number): Completion => {
    const end = executeAll(
      run,
      node.cases.slice(start).flatMap((one) => one.body),
      inner,
    );
    // What leaves by `break` leaves no more than the switch.
    const isOver = end.kind === 'break' || (end.kind === 'perhaps' && end.leaves === 'loop');
    return isOver && end.label === null ? NORMAL : end;
  };
  const groups = groupsOf(run, node, subject, inner);
  const last = groups.find(({ start }) => hasDefault(node, start));
  const rest = groups.filter((group) => group !== last);
  const follow = (i: number): Completion => {
    const group = rest[i];
    if (group === undefined) return last === undefined ? NORMAL : body(last.start);
    const { start, tests, at } = group;
    if (tests.some((test) => truthOf(test) === true)) return body(start);
    const open = tests.filter((test) => truthOf(test) === null);
    if (open.length === 0) return follow(i + 1);
    const test = anyOf(open, at);
    const { first, second } = bothWays(
      run,
      test,
      at,
      () => body(start),
      () => follow(i + 1),
    );
    if (run.tries === 0 && first.kind === 'throw') return second;
    if (run.tries === 0 && second.kind === 'throw') return first;
    return joined(test, first, second, presenceOf(test, at, false), presenceOf(test, at, true));
  };
  return follow(0);
}

function groupsOf(run: Run, node: Switch, subject: Value, inner: Environment): readonly Group[] {
  const groups: Group[] = [];
  let tests: Value[] = [];
  let start = 0;
  for (const [i, { test, body }] of node.cases.entries()) {
    if (test !== null) tests.push(binary('===', subject, evaluate(run, test, inner), place(inner, test)));
    if (body.length === 0 && i < node.cases.length - 1) continue;
    groups.push({ start, tests, at: place(inner, node.cases[start]?.test ?? node) });
    tests = [];
    start = i + 1;
  }
  return groups;
}

function hasDefault({ cases }: Switch, start: number): boolean {
  for (const { test, body } of cases.slice(start)) {
    if (test === null) return true;
    if (body.length > 0) return false;
  }
  return false;
}

function anyOf(tests: readonly Value[], at: Place): Value {
  return tests.reduce((left, right): Value => ({ kind: 'operation', operator: '||', of: [left, right], at }));
}
