// Headers that tell an upstream who the user is, as an authentication service has said it.
import { arg, type Line } from '../../kinds/nginx/config/lines';
import { variablesIn } from '../../kinds/nginx/engine/values';
import type { NginxContext } from '../nginx-rule';

/** The variables that `auth_request_set` fills with what the authentication service says. */
export function verifiedVariables(context: NginxContext): ReadonlySet<string> {
  return new Set(
    context.linesNamed('auth_request_set').map(({ line }) => arg(line, 0).slice(1).toLowerCase()),
  );
}

/** Whether a `proxy_set_header` tells the upstream the user that was verified. */
export function tellsUser(line: Line, verified: ReadonlySet<string>): boolean {
  return (
    /user|email|group|role|identity|auth-request/i.test(arg(line, 0)) &&
    variablesIn(arg(line, 1)).some((name) => verified.has(name))
  );
}
