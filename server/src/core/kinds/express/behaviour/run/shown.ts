// What a handler shows to the client and nobody looks at any more: which of several values it is makes no difference.
import type { Argument, Expression } from '../../../../syntax/js/tree';
import { type Datum, list, thing } from '../datum';
import { argsOf, evaluate } from './expressions';
import type { Frame } from './frame';
import type { Machine } from './machine';
import { textFrom } from './operators';

/** What a call is given; of what is only shown, as by `res.json({ name: user.name || null })`, no more than its kind. */
export function argsFor(
  machine: Machine,
  callee: Datum,
  args: readonly Argument[],
  frame: Frame,
): readonly Datum[] {
  if (callee.kind !== 'function' || callee.isShowing !== true) return argsOf(machine, args, frame);
  return args.flatMap((arg): readonly Datum[] => {
    if (arg.kind !== 'object' && arg.kind !== 'array') return argsOf(machine, [arg], frame);
    show(machine, arg, frame);
    return [arg.kind === 'object' ? thing() : list([])];
  });
}

/**
 * Evaluates for what is done on the way, such as calls and reads. Of `a || b` and `a ? b : c` it is not asked which one
 * is taken where nothing is done in either of them: a request would go on in the same way.
 */
function show(machine: Machine, node: Expression, frame: Frame): void {
  switch (node.kind) {
    case 'object':
      for (const part of node.of) {
        if (part.kind === 'property' && part.key.kind === 'computed')
          textFrom(machine, evaluate(machine, part.key.expression, frame), frame.place(part));
        show(machine, part.value, frame);
      }
      return;
    case 'array':
      for (const part of node.of)
        if (part !== null) show(machine, part.kind === 'spread' ? part.value : part, frame);
      return;
    case 'logical':
      if (isIdle(node.right)) show(machine, node.left, frame);
      else evaluate(machine, node, frame);
      return;
    case 'conditional':
      if (isIdle(node.whenTrue) && isIdle(node.whenFalse)) show(machine, node.test, frame);
      else evaluate(machine, node, frame);
      return;
    case 'unary':
      if (node.operator === '!') show(machine, node.operand, frame);
      else evaluate(machine, node, frame);
      return;
    default:
      evaluate(machine, node, frame);
  }
}

/** Whether evaluating does nothing, and reads nothing of the request. */
function isIdle(node: Expression): boolean {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'regex':
    case 'identifier':
    case 'function':
      return true;
    case 'template':
      return node.of.length === 0;
    case 'unary':
      return isIdle(node.operand);
    case 'array':
      return node.of.every((part) => part === null || (part.kind !== 'spread' && isIdle(part)));
    case 'object':
      return node.of.every(
        (part) => part.kind === 'property' && part.key.kind === 'name' && isIdle(part.value),
      );
    default:
      return false;
  }
}
