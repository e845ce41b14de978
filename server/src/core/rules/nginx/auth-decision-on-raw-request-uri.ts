// nginx/auth-decision-on-raw-request-uri: a guard goes by $request_uri, which can be written in other ways.
import type { Report } from '../../findings/finding';
import { type Line, nameOf } from '../../kinds/nginx/config/lines';
import { userPattern } from '../../kinds/nginx/config/patterns';
import { isServer, outward, type Server } from '../../kinds/nginx/config/scopes';
import { readCondition } from '../../kinds/nginx/engine/conditions';
import { example } from '../../regex';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { isLetIn, isRefused, openOf, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-decision-on-raw-request-uri',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    '$request_uri is the path as sent: %61dmin is /admin for the location, and no /admin for this check.',
  needs: ['if'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('if')) {
      const condition = readCondition(line);
      if (
        condition?.kind !== 'match' ||
        condition.negated ||
        !/^\$\{?request_uri\}?$/.test(condition.operand)
      )
        continue;
      const server = [...outward(scope)].find(isServer);
      if (server === undefined) continue;
      const found = dodged(context, server, line, condition.pattern, condition.ignoreCase);
      if (found !== null) yield found;
    }
  },
});

function dodged(
  context: NginxContext,
  server: Server,
  line: Line,
  pattern: string,
  ignoreCase: boolean,
): Report | null {
  const { regex } = userPattern(pattern, ignoreCase);
  const found = regex.kind === 'regex' ? example(regex) : null;
  const letter = found?.kind === 'example' ? /[a-z]/i.exec(found.text) : null;
  if (found?.kind !== 'example' || letter === null || !found.text.startsWith('/')) return null;
  const code = letter[0].charCodeAt(0).toString(16);
  const written = `${found.text.slice(0, letter.index)}%${code}${found.text.slice(letter.index + 1)}`;
  const plain = showPath(context, server, found.text);
  const shown = showPath(context, server, written);
  if (plain === null || shown === null || !isRefused(plain) || !isLetIn(shown)) return null;
  return {
    at: nameOf(line),
    message: `${written} is open: $request_uri is the path as it was sent, so the check does not see ${found.text}. Use $uri.`,
    witness: openOf(shown),
  };
}
