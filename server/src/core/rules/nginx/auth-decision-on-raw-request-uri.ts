// nginx/auth-decision-on-raw-request-uri: a guard goes by $request_uri, which can be written in other ways.
import type { Report } from '../../findings/finding';
import { type Line, nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
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
  needs: ['if', 'map'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('if')) {
      const condition = readCondition(line);
      if (condition?.kind !== 'match' || condition.negated || !isRaw(condition.operand)) continue;
      const server = [...outward(scope)].find(isServer);
      const path = exampleOf(condition.pattern, condition.ignoreCase);
      if (server === undefined || path === null) continue;
      const found = evaded(context, server, path);
      if (found !== null) yield { at: nameOf(line), ...found };
    }
    for (const { line } of context.linesNamed('map')) {
      const [source] = line.args;
      if (source === undefined || !isRaw(source.value)) continue;
      const found = evadedIn(context, line);
      if (found !== null) yield { at: placeOfWord(line, source), ...found };
    }
  },
});

function isRaw(operand: string): boolean {
  return /^\$\{?request_uri\}?$/.test(operand);
}

function exampleOf(pattern: string, ignoreCase: boolean): string | null {
  const { regex } = userPattern(pattern, ignoreCase);
  const found = regex.kind === 'regex' ? example(regex) : null;
  return found?.kind === 'example' && found.text.startsWith('/') ? found.text : null;
}

type Evaded = Pick<Report, 'message' | 'witness'>;

function evaded(context: NginxContext, server: Server, path: string): Evaded | null {
  return dodged(context, server, path) ?? borrowed(context, server, path);
}

/** How many servers and lines of a map are tried. */
const MAX_TRIES = 6;

function evadedIn(context: NginxContext, table: Line): Evaded | null {
  for (const { name } of (table.body?.list ?? []).slice(0, MAX_TRIES)) {
    const ignoreCase = name.startsWith('~*');
    const path = name.startsWith('~') ? exampleOf(name.slice(ignoreCase ? 2 : 1), ignoreCase) : name;
    for (const server of path?.startsWith('/') ? context.servers.slice(0, MAX_TRIES) : []) {
      const found = evaded(context, server, path ?? '/');
      if (found !== null) return found;
    }
  }
  return null;
}

/** A path that the check means, written so that the check does not see it. */
function dodged(context: NginxContext, server: Server, path: string): Evaded | null {
  const letter = /[a-z]/i.exec(path);
  if (letter === null) return null;
  const code = letter[0].charCodeAt(0).toString(16);
  const written = `${path.slice(0, letter.index)}%${code}${path.slice(letter.index + 1)}`;
  const plain = showPath(context, server, path);
  const shown = showPath(context, server, written);
  if (plain === null || shown === null || !isRefused(plain) || !isLetIn(shown)) return null;
  return {
    message: `${written} is open: $request_uri is the path as it was sent, so the check does not see ${path}. Use $uri.`,
    witness: openOf(shown),
  };
}

/** A path that the check does not mean, written behind one that it lets pass: `/public/../admin`. */
function borrowed(context: NginxContext, server: Server, path: string): Evaded | null {
  const names = path.replace(/\/+$/, '').split('/').slice(1);
  const exempt = showPath(context, server, path);
  if (exempt === null || !isLetIn(exempt)) return null;
  for (let up = 1; up <= Math.min(names.length, MAX_TRIES); up++) {
    const other = `/${[...names.slice(0, -up), 'a'].join('/')}`;
    const written = `/${names.join('/')}${'/..'.repeat(up)}/a`;
    const plain = showPath(context, server, other);
    const shown = showPath(context, server, written);
    if (plain === null || shown === null || !isRefused(plain) || !isLetIn(shown)) continue;
    return {
      message: `${written} opens ${other}: $request_uri is the path as it was sent, and the check sees only its beginning. Use $uri.`,
      witness: openOf(shown),
    };
  }
  return null;
}
