// Paths with parameters and wildcards as anchored regular expressions, for places that take no patterns of Express.

const PART = /:(\w+)(?:\(((?:[^()\\]|\\.)*)\))?(\?)?|\(\.\*\)|\*\w*|[^:*(]+|[:(]/g;

/** Whether a text is written as if parameters or wildcards counted in it. */
export function looksLikePattern(text: string): boolean {
  return /\/:\w|\*|\(\.\*\)/.test(text);
}

/** The source of a regular expression for the paths that a pattern means, anchored at both ends unless it ends in `*`. */
export function sourceOf(pattern: string): string {
  const open = /^(.*\/)(?:\*\w*|\(\.\*\))$/.exec(pattern);
  if (open !== null) return `^${partsOf(open[1] ?? '')}`;
  return `^${partsOf(pattern)}$`;
}

function partsOf(pattern: string): string {
  return pattern.replace(PART, (part, name?: string, own?: string, optional?: string) => {
    if (name !== undefined) return `${own === undefined ? '[^/]+' : `(?:${own})`}${optional ?? ''}`;
    if (part.startsWith('*') || part === '(.*)') return '.*';
    return escaped(part);
  });
}

/** A text as it has to stand in a regular expression literal. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
