// What a directive of authentication does where it stands, in a sentence.
import { innermost } from '../config/inherit';
import { arg, type Line } from '../config/lines';
import type { Scope } from '../config/scopes';
import { isAlways } from '../engine/answer';
import { readErrorPage } from '../engine/special';

/** One sentence on a directive; `null` for those that have no part in who is let in. */
export function aboutDirective(line: Line, scope: Scope): string | null {
  const first = arg(line, 0);
  switch (line.name) {
    case 'auth_basic':
      if (first === 'off') return 'Switches the inherited password off; auth_request and address lists stay.';
      if (innermost(scope, 'auth_basic_user_file') === null)
        return 'Asks nobody: there is no auth_basic_user_file.';
      return `Asks for a password with the challenge \`Basic realm="${first}"\`.`;
    case 'auth_basic_user_file':
      return 'The users and their password hashes. nginx reads it for each request, so changes need no reload.';
    case 'auth_request':
      if (first === 'off') return 'Switches the inherited sub-request off; a password stays.';
      return `Asks ${first} by a GET without body and query: 2xx lets in, 401 and 403 refuse, anything else is 500.`;
    case 'auth_request_set':
      return 'Reads a value of the sub-request once it has ended. One on this level replaces all inherited ones.';
    case 'satisfy':
      return first.toLowerCase() === 'any'
        ? 'One of address list, password and sub-request is enough.'
        : 'Address list, password and sub-request are all needed.';
    case 'allow':
    case 'deny':
      return 'The first rule that matches the address decides. Rules on this level replace all inherited ones.';
    case 'limit_except':
      return 'Holds for all methods but the named ones; GET includes HEAD.';
    case 'add_header': {
      const sent = isAlways(line)
        ? 'Sent with every status'
        : 'Sent with 2xx and 3xx only, so never with a 401';
      return /^(www-authenticate|access-control-.*|vary)$/i.test(first)
        ? `${sent}. One on this level replaces all inherited ones.`
        : null;
    }
    case 'proxy_set_header':
      if (!/^(authorization|cookie|host|x-forwarded-.*|.*user.*)$/i.test(first)) return null;
      return `${arg(line, 1) === '' ? 'Keeps the header from the upstream' : 'Sent to the upstream'}. One on this level replaces all inherited ones.`;
    case 'error_page': {
      const page = readErrorPage(line);
      if (!page.statuses.some((status) => status === 401 || status === 403)) return null;
      const status =
        page.overwrite === null
          ? 'The status stays'
          : page.overwrite === 0
            ? "The target's status counts"
            : `The status becomes ${page.overwrite}`;
      return `${status}; the target is guarded by its own location.`;
    }
    case 'return':
      return 'Answers in the rewrite phase, before any guard of this block is asked.';
    default:
      return null;
  }
}
