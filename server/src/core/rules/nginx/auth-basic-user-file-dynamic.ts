// nginx/auth-basic-user-file-dynamic: the user file depends on the request.
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import type { Scope } from '../../kinds/nginx/config/scopes';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { type NginxContext, nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/auth-basic-user-file-dynamic',
  kind: 'wrong-status',
  certainty: 'hint',
  severity: 'info',
  summary:
    'A password file whose name comes from the request may be missing for some requests, which then get 403.',
  needs: ['auth_basic_user_file'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('auth_basic_user_file')) {
      const [word] = line.args;
      const name = variablesIn(arg(line, 0)).find((variable) => !isSettled(context, scope, variable));
      // `${NAME}` in capitals is what envsubst puts in before nginx starts.
      if (word === undefined || name === undefined || /\$\{?[A-Z][A-Z\d_]*\b/.test(word.value)) continue;
      yield {
        at: placeOfWord(line, word),
        message: `Is there a file for every value of $${name}? Where it is missing, the right password gets 403.`,
      };
    }
  },
});

/** Variables that every request finds the same in one server. */
const FIXED = new Set(['server_name', 'hostname', 'nginx_version']);

/** Whether the configuration alone says which values a variable has, so that their files can be made. */
function isSettled(context: NginxContext, scope: Scope, name: string): boolean {
  if (FIXED.has(name) || context.configuration.tables.has(name)) return true;
  if (name === 'document_root') return ['root', 'alias'].every((folder) => isLiteral(scope, folder));
  const values = context.linesNamed('set').filter(({ line }) => arg(line, 0) === `$${name}`);
  return values.length > 0 && values.every(({ line }) => variablesIn(arg(line, 1)).length === 0);
}

function isLiteral(scope: Scope, name: string): boolean {
  const found = innermost(scope, name);
  return found === null || isHidden(found) || variablesIn(arg(found.line, 0)).length === 0;
}
