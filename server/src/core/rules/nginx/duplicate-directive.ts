// nginx/duplicate-directive: a directive that may stand once on a level stands there twice.
import { type Line, nameOf } from '../../kinds/nginx/config/lines';
import type { Scope } from '../../kinds/nginx/config/scopes';
import { directiveInfo, isRepeatable } from '../../kinds/nginx/directives';
import { nginxRule } from '../nginx-rule';
import { contextOf } from '../nginx-shared/context-of';

export const rule = nginxRule({
  id: 'nginx/duplicate-directive',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'A directive that nginx takes once per block is there twice, so nginx does not start.',
  *check(context) {
    for (const name of context.directiveNames) {
      const info = directiveInfo(name);
      const lines = context.linesNamed(name);
      if (info === null || lines.length < 2) continue;
      let block: Scope | null = null;
      let first: Line | null = null;
      // Those of one block come one after the other. Each later one is reported once, at its own place.
      for (const { line, scope } of lines) {
        const isFirst: boolean = scope !== block;
        if (isFirst) [block, first] = [scope, line];
        if (isFirst || first === null || isRepeatable(info, contextOf(scope))) continue;
        yield {
          at: nameOf(line),
          message: `"${name}" is set twice in this block: nginx does not start. Keep one of the two.`,
          related: [{ ...nameOf(first), message: 'first set here' }],
        };
      }
    }
  },
});
