// Paths of one major version of Express written for the other, as the guide for moving to Express 5 has it.

/** A path of Express 4 for Express 5; `null` where it takes more than another text, such as a regular expression. */
export function asExpress5(path: string, isMount: boolean): string | null {
  // `use` takes what begins with its path, so a wildcard at the end adds nothing.
  const mount = isMount ? path.replace(/\/?(?:\*|\(\.\*\))$/, '') : path;
  const written = mount
    .replace(/\((?:\.\*)\)/g, '*')
    .replace(/\/:(\w+)\?/g, '{/:$1}')
    .replace(/(^|[^\\])\*(?!\w)/g, '$1{*splat}');
  const named = numbered(written);
  if (/[()[\]+?!]/.test(named)) return null;
  if (isMount && named === '') return '/';
  return named.startsWith('{*') ? `/${named}` : named;
}

/** Names of wildcards may come once only. */
function numbered(path: string): string {
  let count = 0;
  return path.replace(/\{\*splat\}/g, () => (++count === 1 ? '{*splat}' : `{*splat${count}}`));
}

/** A path of Express 5 for Express 4; `null` where it has optional parts that Express 4 cannot write. */
export function asExpress4(path: string, isMount: boolean): string | null {
  const mount = isMount ? path.replace(/\/?(?:\*\w+|\{\/?\*\w+\})$/, '') : path;
  const written = mount
    .replace(/\{\/:(\w+)\}/g, '/:$1?')
    .replace(/\{\*\w+\}/g, '*')
    .replace(/\*\w+/g, '*');
  if (/[{}]/.test(written)) return null;
  return isMount && written === '' ? '/' : written;
}
