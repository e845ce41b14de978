// nginx/directive-not-allowed-here: a directive stands in a block that nginx does not take it in.
import { nameOf } from '../../kinds/nginx/config/lines';
import { allowedIn, type Context, directiveInfo } from '../../kinds/nginx/directives';
import { nginxRule } from '../nginx-rule';
import { contextName, contextOf } from '../nginx-shared/context-of';

export const rule = nginxRule({
  id: 'nginx/directive-not-allowed-here',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'A directive stands in a block that nginx does not take it in, so nginx does not start.',
  *check(context) {
    if (context.configuration.level === 'location') return;
    for (const name of context.directiveNames) {
      const info = directiveInfo(name);
      if (info === null) continue;
      const allowed = new Map<Context, boolean>();
      for (const { line, scope } of context.linesNamed(name)) {
        if (scope.line === null) continue;
        const here = contextOf(scope);
        const isAllowed = allowed.get(here) ?? allowedIn(info, here);
        allowed.set(here, isAllowed);
        if (isAllowed) continue;
        yield {
          at: nameOf(line),
          message: `"${name}" is not allowed in ${contextName(here)}: nginx does not start. ${advice(info, here)}`,
        };
      }
    }
  },
});

const PLACES: readonly Context[] = ['location', 'server', 'http', 'if', 'limit_except'];

function advice(info: Parameters<typeof allowedIn>[0], here: Context): string {
  const places = PLACES.filter((place) => place !== here && allowedIn(info, place)).slice(0, 2);
  return places.length === 0 ? 'Take it out.' : `Move it to ${places.map(contextName).join(' or ')}.`;
}
