// nginx/return-401-without-challenge: a 401 that nginx itself makes names no scheme.
import type { Report } from '../../findings/finding';
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, placeOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { outward, type Scope } from '../../kinds/nginx/config/scopes';
import { readMore } from '../../kinds/nginx/engine/answer';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { authCalls } from '../nginx-shared/auth-targets';
import { bareAnswer, barePage } from '../nginx-shared/bare-refusals';
import { neverHolds } from '../nginx-shared/conditions';
import { isPageOf401 } from '../nginx-shared/error-pages';
import { isBehindAnother } from '../nginx-shared/fronts';
import { lua401s } from '../nginx-shared/lua-exits';

export const rule = nginxRule({
  id: 'nginx/return-401-without-challenge',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A 401 carries no WWW-Authenticate, so clients do not know what to send (RFC 9110, section 11.6.1).',
  *check(context) {
    for (const { line, scope } of context.linesNamed('return')) {
      if (readReturn(line).status === 401) yield* report(context, line, scope);
    }
    for (const { line, scope } of context.linesNamed('try_files')) {
      if (line.args.at(-1)?.value === '=401') yield* report(context, line, scope);
    }
    yield* lua401s(context);
  },
});

function* report(context: NginxContext, line: Line, scope: Scope): Generator<Report> {
  const word = line.name === 'return' ? line.args[0] : line.args.at(-1);
  const forService = isForService(context, scope);
  // Inside a sub-request an error_page leads the client nowhere.
  if (hasChallenge(scope) || (!forService && !sendsText(line) && leadsAway(scope))) return;
  const isPage = !forService && isPageOf401(context, scope);
  const witness = isPage ? barePage(context, line, scope) : bareAnswer(context, line, scope);
  // The page of a 401 keeps the challenge, if the refusal has one.
  if (isPage && witness === null) return;
  if (witness === null && scope.kind === 'if' && scope.line !== null && neverHolds(context, scope.line))
    return;
  const at = word === undefined ? placeOf(line) : placeOfWord(line, word);
  const remedy = `add_header WWW-Authenticate 'Bearer realm="…"' always; says what to send.`;
  if (!forService && isBehindAnother(context, scope)) {
    yield {
      at,
      certainty: 'hint',
      message: `Does this 401 reach clients through the server in front? It has no WWW-Authenticate: ${remedy}`,
    };
    return;
  }
  yield {
    at,
    message: `This 401 has no WWW-Authenticate: ${remedy}`,
    witness,
    ...(forService || witness === null ? { severity: 'info' as const } : {}),
  };
}

/** A challenge of this block reaches the 401: `add_header … always`, or headers-more on any level. */
function hasChallenge(scope: Scope): boolean {
  const added = group(scope, 'add_header');
  if (isHidden(added)) return true;
  for (const at of outward(scope)) {
    if (at.gaps.length > 0) return true;
    // One without `always`, or one that an inner add_header replaces, is another rule's to report.
    if (at.own.get('add_header')?.some((line) => arg(line, 0).toLowerCase() === 'www-authenticate') === true)
      return true;
    for (const line of at.own.get('more_set_headers') ?? []) {
      if (readMore(line).headers.some((text) => /^www-authenticate\s*:/i.test(text))) return true;
    }
  }
  return false;
}

/** A text is sent at once: error_page is not asked (ngx_http_send_response). */
function sendsText(line: Line): boolean {
  return line.name === 'return' && arg(line, 1) !== '';
}

/** An error_page turns the 401 into something else: a redirect to a login, another status. */
function leadsAway(scope: Scope): boolean {
  const pages = group(scope, 'error_page');
  if (isHidden(pages)) return true;
  const page = pages.map(readErrorPage).find(({ statuses }) => statuses.includes(401));
  return page !== undefined && (page.overwrite !== null || !page.target.startsWith('/'));
}

/** The 401 of an authentication service is read by nginx, not by a client. */
function isForService(context: NginxContext, scope: Scope): boolean {
  return authCalls(context).some(({ target }) => target !== null && [...outward(scope)].includes(target));
}
