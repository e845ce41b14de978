// Puts an entry of the root below a new key, with all its comments: what stands there is only indented.
import type { Contract } from '../../kinds/openapi/contract';
import type { Change } from '../../kinds/openapi/edits';
import type { Field } from '../../kinds/openapi/part';
import { applyEdits, type Edit } from '../../text/edit';

/** `null` where it is not written in lines of its own. `inner` are changes of what stands there. */
export function putBelow(
  contract: Contract,
  { file, entry }: Field,
  key: string,
  inner: readonly Edit[] = [],
): Change {
  const { map, full, value, keySpan } = entry;
  if (map.style !== 'block' || entry.via !== null || map.indent !== 0) return null;
  const text = contract.library.textOf(file);
  if (full.start > 0 && text[full.start - 1] !== '\n') return null;
  const column = value.kind === 'map' && value.style === 'block' ? value.indent : 0;
  const step = ' '.repeat(column > 0 && value.span.start > keySpan.end ? column : 2);
  const eol = contract.library.known(file)?.has('\r\n') === true ? '\r\n' : '\n';
  if (inner.length > 0) {
    const part = applyEdits(
      text.slice(full.start, full.end),
      inner.map(({ span, newText }) => ({
        span: { start: span.start - full.start, end: span.end - full.start },
        newText,
      })),
    );
    return [{ file, span: full, newText: `${key}:${eol}${part.replace(/^(?=.*\S)/gm, step)}` }];
  }
  const edits: Edit[] = [{ file, span: { start: full.start, end: full.start }, newText: `${key}:${eol}` }];
  for (let line = full.start; line < full.end; ) {
    const next = text.indexOf('\n', line);
    const end = next < 0 ? full.end : next;
    if (text.slice(line, end).trim() !== '')
      edits.push({ file, span: { start: line, end: line }, newText: step });
    line = end + 1;
  }
  return edits;
}
