// nginx/auth-basic-user-file-not-found: the user file does not exist, so even the right password gets 403.

import type { Fix, Witness } from '../../findings/finding';
import { isOwn, resolveConf } from '../../kinds/nginx/config/layout';
import type { Line } from '../../kinds/nginx/config/lines';
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import { variablesIn } from '../../kinds/nginx/engine/values';
import type { Word } from '../../syntax/nginx';
import { folderOf, isAbsolute, joinPath } from '../../text/path';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { answerOf, showAt } from '../nginx-shared/witness';

/** `alice:wonderland`: any credentials show that the file is missed only once some are sent. */
const SOME_CREDENTIALS = 'Basic YWxpY2U6d29uZGVybGFuZA==';

export const rule = nginxRule({
  id: 'nginx/auth-basic-user-file-not-found',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The password file does not exist where nginx looks for it: the right password gets 403.',
  needs: ['auth_basic_user_file'],
  *check(context) {
    if (!context.complete) return;
    for (const { line, scope } of context.linesNamed('auth_basic_user_file')) {
      const [word] = line.args;
      const path = arg(line, 0);
      // A path on the machine that this is deployed to is not among the files, and need not be.
      if (word === undefined || word.hole || isAbsolute(path) || variablesIn(path).length > 0) continue;
      const { layout } = context.configuration;
      const state = context.files.stat(resolveConf(layout, path));
      if (state === null || (state.kind !== 'missing' && state.kind !== 'folder') || !isOwn(layout, path))
        continue;
      const folder = state.kind === 'folder';
      yield {
        at: placeOfWord(line, word),
        ...(folder ? { severity: 'error' as const } : {}),
        message: folder
          ? `"${path}" is a folder: a password gets 500, whoever sends it. Name the file of the passwords.`
          : `"${path}" does not exist beside the main nginx.conf: even the right password gets 403.`,
        witness: witnessOf(context, scope),
        fixes: fixesFor(context, line, word, path),
      };
    }
  },
});

function witnessOf(context: NginxContext, scope: Scope): Witness | null {
  if (!isLocation(scope)) return null;
  const shown = showAt(context, scope, { headers: [['Authorization', SOME_CREDENTIALS]] });
  return shown !== null && (shown.outcome.status === 403 || shown.outcome.status === 500)
    ? answerOf(shown)
    : null;
}

/** A file of that name beside the file that names it: nginx starts from the main file's folder instead. */
function fixesFor(context: NginxContext, line: Line, word: Word, path: string): readonly Fix[] {
  const { folder } = context.configuration.layout;
  const beside = joinPath(folderOf(line.file), path);
  if (!beside.startsWith(`${folder}/`) || context.files.stat(beside)?.kind === undefined) return [];
  const state = context.files.stat(beside);
  if (state === null || state.kind === 'missing' || state.kind === 'folder') return [];
  const relative = beside.slice(folder.length + 1);
  return [{ title: `Write ${relative}`, safety: 'review', edits: [replaceWord(line, word, relative)] }];
}
