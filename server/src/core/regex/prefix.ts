// What every input that a pattern matches must start with.
import { children, type Node } from './tree';
import { onlyUnit } from './unit-set';

/** Whether a node can only match at the start of the input. */
export function isAnchored(node: Node): boolean {
  switch (node.kind) {
    case 'assert':
      return node.assertion === 'start';
    case 'sequence': {
      const first = node.items.find((item) => !isBeside(item));
      return first !== undefined && isAnchored(first);
    }
    case 'choice':
      return node.options.every(isAnchored);
    case 'capture':
    case 'atomic':
      return children(node).every(isAnchored);
    case 'repeat':
      return node.min > 0 && isAnchored(node.body);
    case 'set':
    case 'look':
    case 'keep':
      return false;
  }
}

/** A text that comes first, and whether it is all that the node can match. */
type Prefix = { readonly text: string; readonly whole: boolean };

const NOTHING: Prefix = { text: '', whole: true };
const ANYTHING: Prefix = { text: '', whole: false };

/** The longest text that every match of a node starts with. */
export function prefixOf(node: Node): Prefix {
  switch (node.kind) {
    case 'set': {
      const unit = onlyUnit(node.set);
      return unit === null ? ANYTHING : { text: String.fromCharCode(unit), whole: true };
    }
    case 'sequence': {
      let text = '';
      for (const item of node.items) {
        const prefix = prefixOf(item);
        text += prefix.text;
        if (!prefix.whole) return { text, whole: false };
      }
      return { text, whole: true };
    }
    case 'choice':
      return node.options.map(prefixOf).reduce(common);
    case 'repeat': {
      if (node.min === 0) return node.max === 0 ? NOTHING : ANYTHING;
      const body = prefixOf(node.body);
      return { text: body.text, whole: body.whole && node.min === 1 && node.max === 1 };
    }
    case 'capture':
    case 'atomic':
      return prefixOf(node.body);
    case 'look':
    case 'assert':
    case 'keep':
      return NOTHING;
  }
}

function common(a: Prefix, b: Prefix): Prefix {
  let length = 0;
  while (length < a.text.length && a.text.charAt(length) === b.text.charAt(length)) length++;
  const text = a.text.slice(0, length);
  return { text, whole: a.whole && b.whole && a.text === b.text };
}

/** Whether a node only looks, or does what cannot be seen from outside. */
function isBeside(node: Node): boolean {
  return (
    node.kind === 'look' || node.kind === 'keep' || (node.kind === 'assert' && node.assertion !== 'start')
  );
}
