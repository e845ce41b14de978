// nginx/authorization-presence-only: a check asks whether there is a credential, and nobody asks whether it is right.
import type { Report } from '../../findings/finding';
import { type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName, type Scope } from '../../kinds/nginx/config/scopes';
import { readCondition } from '../../kinds/nginx/engine/conditions';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { MADE_UP } from '../nginx-shared/client-claims';
import { carrierOf, headerFor } from '../nginx-shared/conditions';
import { isBehindAnother } from '../nginx-shared/fronts';
import { isOpen } from '../nginx-shared/guarded';
import { headerLine } from '../nginx-shared/headers';
import { locationsWithin } from '../nginx-shared/inheritors';
import { isUnguarded, openOf, type Shown, showAt, showInside } from '../nginx-shared/witness';

/** How many locations are asked for one that shows it. */
const MAX_TRIES = 8;

export const rule = nginxRule({
  id: 'nginx/authorization-presence-only',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'info',
  summary: 'An "if" refuses requests without a credential, and lets in whoever sends anything at all.',
  needs: ['if'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('if')) {
      if (!refuses(line)) continue;
      const found = report(context, line, scope);
      if (found !== null) yield found;
    }
  },
});

function refuses(line: Line): boolean {
  const answer = line.body?.list.find((inner) => inner.name === 'return');
  return answer !== undefined && [401, 403].includes(readReturn(answer).status);
}

function report(context: NginxContext, line: Line, scope: Scope): Report | null {
  const condition = readCondition(line);
  if (condition === null || condition.kind === 'file') return null;
  const carrier = carrierOf(condition.operand, context.configuration.tables);
  if (carrier === null || (carrier.kind === 'header' && !isCredential(carrier.name))) return null;
  const name = carrier.kind === 'header' ? carrier.name : `the cookie ${carrier.name}`;
  for (const location of locationsWithin(context, scope).slice(0, MAX_TRIES)) {
    if (!isOpen(location) || !isRefusedBy(showAt(context, location, { credentials: 'invalid' }), line))
      continue;
    for (const value of MADE_UP) {
      const shown = showInside(context, location, {
        headers: [headerFor(carrier, value)],
        credentials: 'invalid',
      });
      if (shown === null || !isUnguarded(shown, location)) continue;
      if (isBehindAnother(context, scope))
        return {
          at: nameOf(line),
          certainty: 'hint',
          message: `Is ${name} checked before requests come here? ${locationName(location)} only asks whether there is one.`,
        };
      return mayBeChecked(location, carrier.name)
        ? {
            at: nameOf(line),
            certainty: 'hint',
            message: `Does the upstream of ${locationName(location)} check ${name}? nginx only asks whether there is one.`,
          }
        : {
            at: nameOf(line),
            message: `${shown.request.target} is open to whoever sends ${name}, whatever is in it: nothing checks the value. Compare it, or use auth_request or auth_basic.`,
            witness: openOf(shown),
          };
    }
  }
  return null;
}

function isCredential(name: string): boolean {
  return /^authorization$|key|token|secret|auth/i.test(name);
}

/** Whether the answer to a request without the credential is the one of this `if`. */
function isRefusedBy(shown: Shown | null, line: Line): boolean {
  const at = shown?.outcome.at ?? null;
  const body = line.node.span;
  return at !== null && at.file === line.file && at.span.start >= body.start && at.span.end <= body.end;
}

/** An application may check what it is sent; not where nginx sends it something else. */
function mayBeChecked(location: Location, name: string): boolean {
  if (passOf(location) === null) return false;
  const sent = headerLine(location, 'proxy_set_header', name);
  return sent === null || sent.args.slice(1).some((word) => word.value.includes('$'));
}
