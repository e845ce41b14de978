// nginx/cors-header-missing-on-401: the 401 carries no CORS headers, so scripts see a network error instead of it.
import type { Witness } from '../../findings/finding';
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import {
  isLocation,
  locationsOf,
  outward,
  ownLine,
  ownLines,
  type Scope,
} from '../../kinds/nginx/config/scopes';
import { appendWord } from '../../kinds/nginx/edits';
import { isAlways } from '../../kinds/nginx/engine/answer';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { triggeringHeaders } from '../nginx-shared/conditions';
import { isGuarded } from '../nginx-shared/guarded';
import { isEffective } from '../nginx-shared/headers';
import { locationsWithin } from '../nginx-shared/inheritors';
import { answerOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/cors-header-missing-on-401',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Access-Control-Allow-Origin without "always" is not on a 401, so scripts cannot read it.',
  needs: ['add_header'],
  *check(context) {
    const seen = new Set<Scope>();
    for (const { line, scope } of context.linesNamed('add_header')) {
      if (!isCors(line) || isAlways(line) || seen.has(scope)) continue;
      if (arg(line, 0).toLowerCase() !== 'access-control-allow-origin' || line.args.length !== 2) continue;
      const source = refusals(scope);
      if (source === 'none' || setsMore(scope)) continue;
      seen.add(scope);
      const all = ownLines(scope, 'add_header').filter(
        (other) => isCors(other) && !isAlways(other) && other.args.length === 2,
      );
      yield {
        at: nameOf(line),
        ...(source === 'likely' ? { certainty: 'hint' as const } : {}),
        message:
          source === 'likely'
            ? 'Does the upstream answer 401? Without "always" it has no Access-Control-Allow-Origin, so scripts see a network error.'
            : 'A 401 from here has no Access-Control-Allow-Origin, so scripts see a network error: add "always".',
        witness: source === 'likely' ? null : refusalOf(context, line, scope),
        fixes: [
          {
            title: 'Send the CORS headers with errors, too',
            safety: 'safe',
            edits: all.map((other) => appendWord(other, 'always')),
          },
        ],
      };
    }
  },
});

/** headers-more sends its headers with every status. */
function setsMore(scope: Scope): boolean {
  return [...outward(scope)].some((at) =>
    ownLines(at, 'more_set_headers').some((line) =>
      line.args.some((word) => /^access-control-allow-origin\s*:/i.test(word.value)),
    ),
  );
}

function isCors(line: Line): boolean {
  return /^(access-control-|vary$)/i.test(arg(line, 0));
}

type Source = 'certain' | 'likely' | 'none';

/** Whether a 401 comes from the block: from its guard or its `return`; an upstream's is certain where tokens are sent. */
function refusals(scope: Scope): Source {
  const returned = ownLine(scope, 'return');
  if (returned !== null) return readReturn(returned).status === 401 ? 'certain' : 'none';
  if (scope.kind === 'if') return 'none';
  if (isGuarded(scope)) return 'certain';
  const inheriting = [scope, ...locationsOf(scope)].filter(
    (inner) => inner === scope || ownLine(inner, 'add_header') === null,
  );
  if (inheriting.some(isGuarded)) return 'certain';
  if (!inheriting.some((inner) => passOf(inner) !== null && !hidesCredentials(inner))) return 'none';
  return ownLines(scope, 'add_header').some(admitsTokens) ? 'certain' : 'likely';
}

/** How many locations are asked for a refusal. */
const MAX_ASKED = 6;

/** A script's request that is refused where this header would be added, if the files alone show one. */
function refusalOf(context: NginxContext, line: Line, scope: Scope): Witness | null {
  const origin = /^https?:\/\/[^$]+$/.test(arg(line, 1)) ? arg(line, 1) : 'https://app.example';
  const inner = scope.kind === 'if' ? [...outward(scope)].filter(isLocation).slice(0, 1) : null;
  const locations =
    inner ?? locationsWithin(context, scope).filter((location) => isEffective(location, line));
  const conditions = triggeringHeaders(scope.kind === 'if' ? scope.line : null, context.configuration.tables);
  for (const location of locations.slice(0, MAX_ASKED)) {
    for (const headers of conditions) {
      const shown = showAt(context, location, { headers: [['Origin', origin], ...headers] });
      if (shown?.outcome.status === 401) return answerOf(shown);
    }
  }
  return null;
}

function admitsTokens(line: Line): boolean {
  return /^access-control-allow-headers$/i.test(arg(line, 0)) && /authorization/i.test(arg(line, 1));
}

/** An upstream that never gets credentials has no reason to answer 401. */
function hidesCredentials(scope: Scope): boolean {
  const off = innermost(scope, 'proxy_pass_request_headers');
  return off !== null && !isHidden(off) && arg(off.line, 0) === 'off';
}
