// Header lines of a block: those that are effective, by name.
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line } from '../../kinds/nginx/config/lines';
import type { Scope } from '../../kinds/nginx/config/scopes';

/** The effective line of a group of header directives that sets this header, `null` where none does or it is not known. */
export function headerLine(scope: Scope, directive: string, name: string): Line | null {
  const lines = group(scope, directive);
  if (isHidden(lines)) return null;
  return lines.find((line) => arg(line, 0).toLowerCase() === name.toLowerCase()) ?? null;
}

/** Whether a line of such a group, its own or an inherited one, is effective in a block. */
export function isEffective(scope: Scope, line: Line): boolean {
  const lines = group(scope, line.name);
  return !isHidden(lines) && lines.includes(line);
}

/** Whether a header is sent upstream as something that is not empty. */
export function sendsUpstream(scope: Scope, name: string): boolean {
  const line = headerLine(scope, 'proxy_set_header', name);
  return line !== null && arg(line, 1) !== '';
}

/** Whether a header of the client is kept from the upstream by an empty value. */
export function clearsUpstream(scope: Scope, name: string): boolean {
  const line = headerLine(scope, 'proxy_set_header', name);
  return line !== null && arg(line, 1) === '';
}

/** The effective Access-Control-Allow-Origin of a block: the sign that other origins are meant to call it. */
export function corsOrigin(scope: Scope): Line | null {
  return headerLine(scope, 'add_header', 'Access-Control-Allow-Origin');
}

/** The same, or that of an `if` in the block, such as one for known origins. */
export function corsOriginAnywhere(scope: Scope): Line | null {
  for (const at of [scope, ...scope.ifs.values()]) {
    const line = corsOrigin(at);
    if (line !== null) return line;
  }
  return null;
}
