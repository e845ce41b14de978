// Gives the text of a tree back from its parts: the proof that nothing was lost.
import { isGap } from './gap';
import type { Body, Directive, NginxTree } from './tree';

/**
 * Prints a tree. Leaves are written one after the other with the blanks between them; text that belongs to no leaf
 * and is not blank would be lost, so the result equals the source only if the tree is complete.
 */
export function printNginx(tree: NginxTree): string {
  const leaves = [...leavesOf(tree)].sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let at = 0;
  for (const { start, end } of leaves) {
    out += gap(tree.text, at, start) + tree.text.slice(Math.max(start, at), end);
    at = Math.max(at, end);
  }
  return out + gap(tree.text, at, tree.text.length);
}

function gap(text: string, start: number, end: number): string {
  const between = text.slice(start, Math.max(start, end));
  return [...between].filter(isGap).join('');
}

function* leavesOf(tree: NginxTree): Generator<{ start: number; end: number }> {
  yield* tree.comments;
  yield* tree.holes;
  for (const directive of tree.directives) yield* leavesOfDirective(directive);
}

function* leavesOfDirective(directive: Directive): Generator<{ start: number; end: number }> {
  yield directive.name.span;
  for (const word of directive.args) yield word.span;
  if (directive.lua !== null) yield directive.lua;
  if (directive.body !== null) yield* leavesOfBody(directive.body);
}

function* leavesOfBody(body: Body): Generator<{ start: number; end: number }> {
  yield* body.holes;
  for (const directive of body.directives) yield* leavesOfDirective(directive);
}
