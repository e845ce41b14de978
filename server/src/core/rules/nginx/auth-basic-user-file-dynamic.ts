// nginx/auth-basic-user-file-dynamic: the user file depends on the request.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/auth-basic-user-file-dynamic',
  kind: 'wrong-status',
  certainty: 'hint',
  severity: 'info',
  summary:
    'A password file whose name comes from the request may be missing for some requests, which then get 403.',
  *check(context) {
    for (const { line } of context.linesNamed('auth_basic_user_file')) {
      const [word] = line.args;
      const [name] = variablesIn(arg(line, 0));
      if (
        word === undefined ||
        name === undefined ||
        context.configuration.tables.has(name) ||
        /^[A-Z_]+$/.test(word.value)
      )
        continue;
      yield {
        at: placeOfWord(line, word),
        message: `Is there a file for every value of $${name}? Where it is missing, the right password gets 403.`,
      };
    }
  },
});
