// nginx/error-page-401-needs-recursive: a 401 behind another error_page gets no error page of its own.
import { flag, group, isHidden } from '../../kinds/nginx/config/inherit';
import { nameOf } from '../../kinds/nginx/config/lines';
import type { Location, Server } from '../../kinds/nginx/config/scopes';
import { readErrorPage } from '../../kinds/nginx/engine/special';
import { nginxRule } from '../nginx-rule';
import { effectiveCall, serversOf } from '../nginx-shared/auth-targets';

export const rule = nginxRule({
  id: 'nginx/error-page-401-needs-recursive',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'info',
  summary:
    'Inside an error page no further error_page is asked, so the login redirect for 401 does not happen there.',
  needs: ['error_page'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('error_page')) {
      const page = readErrorPage(line);
      if (!page.target.startsWith('@') || page.statuses.includes(401)) continue;
      const [server] = serversOf(context, scope);
      const named = server === undefined ? null : namedLocation(server, page.target);
      if (named === null) continue;
      const call = effectiveCall(named);
      const recursive = flag(named, 'recursive_error_pages', false);
      const pages = group(named, 'error_page');
      if (call === null || recursive !== false || isHidden(pages)) continue;
      const login = pages.find((candidate) => readErrorPage(candidate).statuses.includes(401));
      if (login === undefined || flag(scope, 'recursive_error_pages', false) !== false) continue;
      yield {
        at: nameOf(call),
        message: `A refusal here is a bare 401: ${page.target} is itself an error page, so the error_page for 401 is not asked. Set recursive_error_pages on.`,
        related: [
          { ...nameOf(line), message: 'leads here' },
          { ...nameOf(login), message: 'is not asked' },
        ],
      };
    }
  },
});

function namedLocation(server: Server, name: string): Location | null {
  return server.locations.find(({ match }) => match.kind === 'named' && match.name === name) ?? null;
}
