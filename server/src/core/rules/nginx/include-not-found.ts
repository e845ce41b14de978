// nginx/include-not-found: an include names a file that does not exist, is a folder, or includes itself.
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/include-not-found',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'An include names a file that nginx cannot read, so nginx does not start.',
  *check(context) {
    // A fragment's includes start from a main file that is not here.
    if (!context.complete) return;
    for (const { at, message } of context.configuration.problems) yield { at, message };
  },
});
