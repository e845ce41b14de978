// nginx/auth-request-off-misspelled: only `off` switches auth_request off.
import { arg, type Line, placeOfWord } from '../../kinds/nginx/config/lines';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { authCalls, failureOf } from '../nginx-shared/auth-targets';

const MEANT = new Set(['off', 'none', 'false', 'no', 'disabled', '0']);

export const rule = nginxRule({
  id: 'nginx/auth-request-off-misspelled',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary:
    'auth_request is switched off by exactly "off"; any other word is a path, and asking it ends in 500.',
  needs: ['auth_request'],
  *check(context) {
    const seen = new Set<Line>();
    for (const call of authCalls(context)) {
      const { line } = call;
      const [word] = line.args;
      const value = arg(line, 0);
      if (word === undefined || value === 'off' || !MEANT.has(value.toLowerCase()) || seen.has(line))
        continue;
      seen.add(line);
      yield {
        at: placeOfWord(line, word),
        message: `"${value}" is taken for a path, and asking it ends in 500. Only "off" switches auth_request off.`,
        witness: failureOf(context, call),
        fixes: [{ title: 'Write "off"', safety: 'review', edits: [replaceWord(line, word, 'off')] }],
      };
    }
  },
});
