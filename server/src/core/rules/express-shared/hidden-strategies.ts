// Whether strategies of passport may be registered where nobody sees it.
import { packageOf } from '../../kinds/express/program/escape';
import type { Met } from '../../kinds/express/program/everything';
import type { Value } from '../../kinds/express/values';
import type { Call } from '../../syntax/js/tree';
import { type Place, samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';

/**
 * Whether strategies may be registered where the run of the program does not see it: in functions that nothing calls,
 * by what passport is given to, or in ways that cannot be followed.
 */
export function mayRegisterMore(context: ExpressContext): boolean {
  const { calls } = context.layer.program.run;
  const isGiven = calls.some(({ callee, args }) => packageOf(callee) !== 'passport' && args.some(isPassport));
  if (isGiven) return true;
  let found = false;
  context.everything.each(['call'], (met) => {
    found ||= isOtherUse(context, met);
  });
  return found;
}

/** Whether the run of the program came to a call: functions that nothing calls, or no settings of these, did not. */
function hasRun({ layer }: ExpressContext, place: Place): boolean {
  return layer.program.run.calls.some(({ at }) => samePlace(at, place));
}

function isPassport(value: Value): boolean {
  if (value.kind === 'package') return value.name === 'passport' && value.path.length === 0;
  return (
    value.kind === 'object' &&
    [...value.entries.values()].some((one) => one.kind === 'package' && isPassport(one))
  );
}

/** A `use` of something that nobody knows with what may be a strategy, or one of passport's that did not run. */
function isOtherUse(context: ExpressContext, { node, scope }: Met<Call>): boolean {
  if (node.callee.kind !== 'member' || node.callee.name !== 'use') return false;
  const last = node.args.at(-1);
  if (last === undefined || last.kind === 'spread') return false;
  const receiver = context.evaluate(node.callee.object, scope);
  if (isPassport(receiver)) return !hasRun(context, { file: scope.file, span: node.span });
  const isOpen = receiver.kind === 'parameter' || receiver.kind === 'unknown' || receiver.kind === 'member';
  return (
    isOpen &&
    (last.kind === 'new' || /passport/i.test(context.change.textOf({ file: scope.file, span: node.span })))
  );
}
