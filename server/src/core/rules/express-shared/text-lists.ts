// Options that are one text or a list of texts.
import type { Value } from '../../kinds/express/values';

/** The texts of a value that is one or a list of them; `null` where they are not all known. */
export function textsIn(value: Value | undefined): readonly string[] | null {
  if (value?.kind === 'string') return [value.value];
  if (value?.kind !== 'array' || value.isOpen) return null;
  const texts = value.elements.flatMap((one) => (one.kind === 'string' ? [one.value] : []));
  return texts.length === value.elements.length ? texts : null;
}
