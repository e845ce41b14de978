// nginx/htpasswd-in-document-root: the file with the passwords is served like any other file.
import type { Fix, Report } from '../../findings/finding';
import { resolveConf } from '../../kinds/nginx/config/layout';
import { arg, type Line, placeOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { insertInto } from '../../kinds/nginx/edits';
import { escapeUri } from '../../kinds/nginx/engine/uri';
import { variablesIn } from '../../kinds/nginx/engine/values';
import type { Edit } from '../../text/edit';
import { isAbsolute } from '../../text/path';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { type Door, doorsTo } from '../nginx-shared/served-files';
import { type Shown, showPath } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/htpasswd-in-document-root',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'The user file lies below a root or alias, so that anybody can fetch names and hashes of passwords.',
  *check(context) {
    if (context.linesNamed('root').length + context.linesNamed('alias').length === 0) return;
    const reported = new Set<Line>();
    for (const { line } of context.linesNamed('auth_basic_user_file')) {
      const path = arg(line, 0);
      if (path === '' || line.args[0]?.hole === true || variablesIn(path).length > 0 || reported.has(line))
        continue;
      const found = published(context, line, path);
      if (found === null) continue;
      reported.add(line);
      yield found;
    }
  },
});

function published(context: NginxContext, line: Line, path: string): Report | null {
  const [word] = line.args;
  if (word === undefined) return null;
  const open = openDoors(context, path);
  const [first] = open;
  if (first === undefined) return null;
  const { door, shown } = first;
  const { line: opened } = door.served.scope;
  return {
    at: placeOfWord(line, word),
    message: `Anybody can fetch this user file as ${shown.request.target}. Move it out of ${door.served.written}, or deny it.`,
    related: opened === null ? [] : [{ ...placeOf(opened), message: 'serves it like any other file' }],
    // The file is there: without it the guard that reads it would let nobody in.
    witness: { request: shown.request, expect: { status: 200, challenges: null } },
    fixes: denying(
      context,
      open.map((one) => one.door),
    ),
  };
}

type OpenDoor = { readonly door: Door; readonly shown: Shown };

/** How many open doors are looked for. */
const MAX_DOORS = 8;

function openDoors(context: NginxContext, path: string): readonly OpenDoor[] {
  const open: OpenDoor[] = [];
  for (const door of doorsTo(context, resolveConf(context.configuration.layout, path))) {
    if (!isSamePlace(context, path, door)) continue;
    const shown = showPath(context, door.served.server, escapeUri(door.uri));
    if (shown?.outcome.kind !== 'passed' || shown.decision.upstream !== null) continue;
    open.push({ door, shown });
    if (open.length === MAX_DOORS) break;
  }
  return open;
}

/**
 * A relative user file starts at the folder of nginx.conf, a relative root at nginx's prefix: where these are one
 * folder, the root is there beside nginx.conf (ngx_conf_full_name, src/core/ngx_conf_file.c).
 */
function isSamePlace({ files }: NginxContext, path: string, { served }: Door): boolean {
  if (isAbsolute(served.written)) return true;
  return !isAbsolute(path) && files.stat(served.folder)?.kind === 'folder';
}

/** An exact location outranks whatever else the server has. */
function denying({ configuration }: NginxContext, doors: readonly Door[]): readonly Fix[] {
  const edits: Edit[] = [];
  for (const { uri, served } of doors) {
    const edit = insertInto(configuration, served.server, [`location = ${uri} { deny all; }`]);
    if (edit === null || !/^[\w./@+-]+$/.test(uri)) return [];
    edits.push(edit);
  }
  const uris = new Set(doors.map(({ uri }) => uri));
  return doors.length === MAX_DOORS
    ? []
    : [{ title: `Deny ${[...uris].join(', ')}`, safety: 'review', edits }];
}
