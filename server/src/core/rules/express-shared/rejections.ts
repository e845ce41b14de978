// Async functions whose promise may be rejected, and the edit that gives their errors to next().
import { type Change, hasSemicolons } from '../../kinds/express/edits';
import type { FunctionValue } from '../../kinds/express/values';
import type { Expression, FunctionNode, Statement } from '../../syntax/js/tree';
import { childrenOf, some } from '../../syntax/js/walk';
import type { ExpressContext } from '../express-rule';

/** Whether a function waits for something outside of every `try` that catches. */
export function awaitsUncaught(node: FunctionNode): boolean {
  return node.body.some(awaitsIn);
}

function awaitsIn(node: Expression | Statement): boolean {
  switch (node.kind) {
    case 'function':
    case 'class':
      return false;
    case 'await':
      return !isCaught(node.value);
    case 'try':
      if (node.handler === null) return [...node.body, ...(node.finalizer ?? [])].some(awaitsIn);
      return [...node.handler, ...(node.finalizer ?? [])].some(awaitsIn);
    default:
      return childrenOf(node).some(awaitsIn);
  }
}

/** `promise.catch(…)`. */
function isCaught(value: Expression): boolean {
  return value.kind === 'call' && value.callee.kind === 'member' && value.callee.name === 'catch';
}

/** Puts the body of a handler into `try`, with `next(error)` behind it; `null` where it has no braces or no `next`. */
export function tryAround({ change }: ExpressContext, { node, at }: FunctionValue): Change {
  const next = node.params[2]?.target;
  if (next?.kind !== 'identifier' || node.params.length !== 3) return null;
  const { file } = at;
  const text = change.textOf({ file, span: node.bodySpan });
  const inside = /^\{[ \t]*\r?\n([\s\S]*\S)\s*\n([ \t]*)\}$/.exec(text);
  if (inside === null || hasLongTemplate(node)) return null;
  const [, lines = '', indent = ''] = inside;
  const step = /^\t/m.test(lines) ? '\t' : '  ';
  const moved = lines.replace(/^(?=[^\r\n])/gm, step);
  const inner = `${indent}${step}`;
  const end = hasSemicolons(text) ? ';' : '';
  const newText = `{\n${inner}try {\n${moved}\n${inner}} catch (error) {\n${inner}${step}${next.name}(error)${end}\n${inner}}\n${indent}}`;
  return change.replace({ file, span: node.bodySpan }, newText);
}

/** Whether a text of several lines stands in a function, which must not be moved. */
function hasLongTemplate(node: FunctionNode): boolean {
  return some(node, (one) => one.kind === 'template' && one.texts.some((text) => text.includes('\n')));
}
