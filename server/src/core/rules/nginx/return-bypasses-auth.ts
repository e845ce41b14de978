// nginx/return-bypasses-auth: a return answers before the guard of its block is asked.
import type { Fix, Report } from '../../findings/finding';
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { type Line, nameOf } from '../../kinds/nginx/config/lines';
import {
  isLocation,
  isServer,
  type Location,
  locationName,
  type Server,
} from '../../kinds/nginx/config/scopes';
import { inSameFile, insertAfter, replaceLine, sourceOf } from '../../kinds/nginx/edits';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { requirementOf } from '../../kinds/nginx/requirement';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine } from '../nginx-shared/guarded';
import { soundsPublic } from '../nginx-shared/machines';
import { openOf, showAt, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/return-bypasses-auth',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary: 'return answers in the rewrite phase, before any guard of its block is asked.',
  needs: ['return'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('return')) {
      const { status, text } = readReturn(line);
      // Redirects and refusals lose nothing by being early; an empty answer gives nothing away.
      if (status < 200 || status > 299 || text === null || text === '') continue;
      if (!isLocation(scope) && !isServer(scope)) continue;
      const found = report(context, scope, line, status);
      if (found !== null) yield found;
    }
  },
});

function report(context: NginxContext, scope: Location | Server, line: Line, status: number): Report | null {
  const guard = effectiveGuard(scope);
  if (guard === null || requirementOf(scope).kind === 'open') return null;
  const name = isLocation(scope) ? locationName(scope) : 'This server';
  const isNamed = isLocation(scope) && scope.match.kind === 'named';
  const shown = isLocation(scope) ? showAt(context, scope) : showPath(context, scope, '/');
  // An answer without a guard of its own may be meant for everybody.
  const isOwn = scope.own.has(guard.name);
  // What is named like a health check may well be open; one that guards itself was not meant to be.
  const isPublic = soundsPublic(name);
  if (isPublic && !isOwn) return null;
  // Whoever gets to a named location by way of others has passed theirs.
  // In a fragment there is no server to ask; the block's own lines say it all the same.
  const isAsked = isNamed || (shown === null && !context.complete);
  if (isAsked ? !isOwn : shown?.outcome.status !== status) return null;
  return {
    at: nameOf(line),
    ...(isOwn && !isPublic && (isNamed || shown !== null) ? {} : { certainty: 'hint' }),
    message:
      isOwn && !isPublic
        ? `${name} answers ${status} to everybody: return comes before ${guard.name}. Answer after it, by try_files and a named location.`
        : `Is ${name} meant to be open? It answers ${status} to everybody: return comes before ${guard.name}.`,
    related: [{ ...nameOf(guard), message: 'never asked' }],
    witness: shown === null || isNamed ? null : openOf(shown),
    fixes: isLocation(scope) && !isNamed ? answerLater(context, scope, line) : [],
  };
}

/** What asks visitors for credentials, or else refuses some addresses. */
function effectiveGuard(scope: Location | Server): Line | null {
  const rules = group(scope, ['allow', 'deny']);
  const denies = isHidden(rules) ? undefined : rules.find((line) => line.name === 'deny');
  return guardLine(scope) ?? denies ?? null;
}

/** What a named location would not inherit from the one that leads to it. */
const TAKEN_ALONG = ['default_type', 'add_header', 'charset', 'expires'];

/** try_files acts behind the guards (the precontent phase), and leads to a named location that answers. */
function answerLater(context: NginxContext, location: Location, line: Line): readonly Fix[] {
  const { configuration } = context;
  const server = location.server();
  if (location.parent !== server || !inSameFile(location, server)) return [];
  if (location.own.has('try_files') || line.file !== location.line.file) return [];
  const name = freeName(server);
  const kept = location.lines.filter((other) => TAKEN_ALONG.includes(other.name));
  const body = [...kept, line].map((other) => `    ${sourceOf(configuration, other)}`);
  return [
    {
      title: 'Answer after the guard',
      safety: 'review',
      edits: [
        replaceLine(line, `try_files /nonexistent ${name};`),
        insertAfter(configuration, location.line, [[`location ${name} {`, ...body, '}'].join('\n')]),
      ],
    },
  ];
}

function freeName(server: Server): string {
  const taken = new Set(server.locations.map(locationName));
  for (let i = 1; ; i++) {
    const name = i === 1 ? '@answer' : `@answer${i}`;
    if (!taken.has(name)) return name;
  }
}
