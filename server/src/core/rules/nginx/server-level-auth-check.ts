// nginx/server-level-auth-check: a check in the server block refuses requests that have a location of their own.
import type { Report } from '../../findings/finding';
import { type Line, nameOf } from '../../kinds/nginx/config/lines';
import { type Location, locationName, locationsOf, type Scope } from '../../kinds/nginx/config/scopes';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { dependsOn } from '../../kinds/nginx/engine/tables';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isChallengeLocation } from '../nginx-shared/acme';
import { serversOf } from '../nginx-shared/auth-targets';
import { corsOrigin } from '../nginx-shared/headers';
import { CORS_PREFLIGHT, isMachineLocation, isPublicByItself } from '../nginx-shared/machines';
import { answerOf, type Shown, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/server-level-auth-check',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An "if" in the server block checks every request, those of machines and browsers among them.',
  needs: ['return'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('return')) {
      const { status } = readReturn(line);
      if ((status !== 401 && status !== 403) || !isServerCheck(context, scope)) continue;
      const found = report(context, line, scope);
      if (found !== null) yield found;
    }
  },
});

/** An `if` of a server block whose condition is about what a client shows of itself. */
function isServerCheck(context: NginxContext, scope: Scope): boolean {
  if (scope.kind !== 'if' || scope.parent?.kind !== 'server' || scope.line === null) return false;
  const condition = scope.line.args.map((word) => word.value).join(' ');
  return dependsOn(condition, isCredential, context.configuration.tables);
}

function isCredential(name: string): boolean {
  return /^(http_(authorization|cookie|.*(key|token|secret|auth).*)|cookie_.+|arg_.*(key|token).*)$/.test(
    name,
  );
}

function report(context: NginxContext, line: Line, scope: Scope): Report | null {
  if (scope.line === null) return null;
  for (const server of serversOf(context, scope)) {
    for (const location of locationsOf(server)) {
      const shown = victim(context, location);
      const at = shown?.outcome.at ?? null;
      if (shown === null || at?.file !== line.file || at.span.start !== line.node.span.start) continue;
      const { method, target } = shown.request;
      return {
        at: nameOf(scope.line),
        message: `${method} ${target} is answered ${shown.outcome.status}: this "if" comes before all locations. Move it into those it is for.`,
        related: [
          {
            ...nameOf(location.line),
            message: `${locationName(location)} is for clients without credentials`,
          },
        ],
        witness: answerOf(shown),
      };
    }
  }
  return null;
}

/** What a client without credentials gets from a location that is meant for such clients. */
function victim(context: NginxContext, location: Location): Shown | null {
  if (isMachineLocation(location) || isChallengeLocation(location) || isPublicByItself(location))
    return showAt(context, location);
  return corsOrigin(location) === null ? null : showAt(context, location, CORS_PREFLIGHT);
}
