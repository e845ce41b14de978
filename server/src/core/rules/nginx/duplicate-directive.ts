// nginx/duplicate-directive: a directive that may stand once on a level stands there twice.
import { nameOf } from '../../kinds/nginx/config/lines';
import { ownLines } from '../../kinds/nginx/config/scopes';
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
      for (const { line, scope } of lines) {
        const same = ownLines(scope, name);
        const [first] = same;
        // Each later one is reported once, at its own place.
        if (same.length < 2 || first === undefined || first === line || isRepeatable(info, contextOf(scope)))
          continue;
        yield {
          at: nameOf(line),
          message: `"${name}" is set twice in this block: nginx does not start. Keep one of the two.`,
          related: [{ ...nameOf(first), message: 'first set here' }],
        };
      }
    }
  },
});
