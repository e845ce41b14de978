// nginx/auth-location-error-page: an inherited error_page turns the auth location's own 401 into something else, so into 500.
import type { Fix } from '../../findings/finding';
import { flag, group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { type Location, locationName, outward, ownLine, type Scope } from '../../kinds/nginx/config/scopes';
import { insertAfter, replaceWord } from '../../kinds/nginx/edits';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { authCalls, failureOf } from '../nginx-shared/auth-targets';

export const rule = nginxRule({
  id: 'nginx/auth-location-error-page',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'error_page 401 acts inside the sub-request: its redirect is no answer for auth_request, which makes it 500.',
  needs: ['auth_request'],
  *check(context) {
    const seen = new Set<Location>();
    for (const call of authCalls(context)) {
      const { target } = call;
      if (target === null || seen.has(target)) continue;
      seen.add(target);
      const page = pageFor401(target);
      if (page === null || !changesAnswer(target, page)) continue;
      const pass = passOf(target);
      const intercepts = pass !== null && flag(target, 'proxy_intercept_errors', false) === true;
      const own = ownRefusal(target);
      const at = own ?? (intercepts ? pass : null);
      if (at === null) continue;
      yield {
        at: nameOf(at),
        message: `The 401 of ${locationName(target)} becomes 500: error_page acts inside the sub-request. Keep error_page out of the auth location.`,
        related: [{ ...nameOf(page), message: 'is inherited by the auth location' }],
        witness: failureOf(context, call),
        fixes: own === null && pass !== null ? [withoutIntercepting(context, target, pass)] : [],
      };
    }
  },
});

function withoutIntercepting({ configuration }: NginxContext, target: Location, pass: Line): Fix {
  const own = ownLine(target, 'proxy_intercept_errors');
  const word = own?.args[0];
  const edit =
    own !== null && word !== undefined
      ? replaceWord(own, word, 'off')
      : insertAfter(configuration, pass, ['proxy_intercept_errors off;']);
  return { title: 'Do not intercept errors here', safety: 'safe', edits: [edit] };
}

function pageFor401(target: Location): Line | null {
  const lines = group(target, 'error_page');
  if (isHidden(lines)) return null;
  return lines.find((line) => readErrorPage(line).statuses.includes(401)) ?? null;
}

/** A page that keeps the 401 is harmless; a redirect or another status is not. */
function changesAnswer(target: Location, line: Line): boolean {
  const page = readErrorPage(line);
  if (page.overwrite !== null && page.overwrite !== 0) return page.overwrite !== 401;
  if (/^https?:/.test(page.target)) return true;
  if (!page.target.startsWith('@')) return page.overwrite === 0;
  const server = [...outward(target)].at(-2);
  const named = server?.locations.find(({ match }) => match.kind === 'named' && match.name === page.target);
  const answer = named?.own.get('return')?.[0];
  return answer === undefined ? page.overwrite === 0 : readReturn(answer).status !== 401;
}

/** A `return 401` in the location itself, or in an `if` of it; one with a text is sent at once and asks no error_page. */
function ownRefusal(target: Location): Line | null {
  const scopes: Scope[] = [target, ...target.ifs.values()];
  for (const scope of scopes) {
    const line = scope.own
      .get('return')
      ?.find((candidate) => arg(candidate, 0) === '401' && candidate.args.length === 1);
    if (line !== undefined) return line;
  }
  return null;
}
