// nginx/cors-header-missing-on-401: the 401 carries no CORS headers, so scripts see a network error instead of it.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { ownLine, ownLines, type Scope } from '../../kinds/nginx/config/scopes';
import { appendWord } from '../../kinds/nginx/edits';
import { isAlways } from '../../kinds/nginx/engine/answer';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { nginxRule } from '../nginx-rule';
import { isGuarded } from '../nginx-shared/guarded';

export const rule = nginxRule({
  id: 'nginx/cors-header-missing-on-401',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Access-Control-Allow-Origin without "always" is not on a 401, so scripts cannot read it.',
  *check(context) {
    const seen = new Set<Scope>();
    for (const { line, scope } of context.linesNamed('add_header')) {
      if (!isCors(line) || isAlways(line) || seen.has(scope) || !answersErrors(scope)) continue;
      if (arg(line, 0).toLowerCase() !== 'access-control-allow-origin' || line.args.length !== 2) continue;
      seen.add(scope);
      const all = ownLines(scope, 'add_header').filter(
        (other) => isCors(other) && !isAlways(other) && other.args.length === 2,
      );
      yield {
        at: nameOf(line),
        message:
          'A 401 from here has no Access-Control-Allow-Origin, so scripts see a network error: add "always".',
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

function isCors(line: Line): boolean {
  return /^(access-control-|vary$)/i.test(arg(line, 0));
}

/** Whether a 401 can come from the block: it is guarded, or an upstream that gets credentials answers. */
function answersErrors(scope: Scope): boolean {
  const returned = ownLine(scope, 'return');
  if (returned !== null) return readReturn(returned).status === 401;
  if (scope.kind === 'if') return false;
  return (
    isGuarded(scope) || (scope.kind === 'location' && passOf(scope) !== null && !hidesCredentials(scope))
  );
}

/** An upstream that never gets credentials has no reason to answer 401. */
function hidesCredentials(scope: Scope): boolean {
  const off = innermost(scope, 'proxy_pass_request_headers');
  return off !== null && !isHidden(off) && arg(off.line, 0) === 'off';
}
