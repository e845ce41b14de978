// nginx/public-files-require-auth: the web app manifest is behind a password, and browsers fetch it without one.

import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { resolveConf } from '../../kinds/nginx/config/layout';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import { locationsOf, type Server } from '../../kinds/nginx/config/scopes';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { isAbsolute, joinPath } from '../../text/path';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { guardLine } from '../nginx-shared/guarded';
import { answerOf, type Shown, showPath } from '../nginx-shared/witness';

const MANIFESTS = ['/manifest.json', '/site.webmanifest', '/manifest.webmanifest', '/app.webmanifest'];

export const rule = nginxRule({
  id: 'nginx/public-files-require-auth',
  kind: 'over-protected',
  certainty: 'hint',
  severity: 'info',
  summary: 'Browsers fetch the web app manifest without credentials, so each page brings a 401.',
  *check(context) {
    // Without a guard on a server or further out, only a location that was written for the file could ask.
    if (context.linesNamed('auth_basic').length === 0 && context.linesNamed('auth_request').length === 0)
      return;
    const reported = new Set<Line>();
    for (const server of context.servers) {
      if (!mayAskForFiles(server)) continue;
      for (const path of MANIFESTS) {
        const guard = guardOf(server, path);
        if (guard === null || reported.has(guard) || !exists(context, server, path)) continue;
        const shown = refused(context, server, path);
        if (shown === null) continue;
        reported.add(guard);
        yield {
          at: nameOf(guard),
          message: `Is ${path} meant to be secret? Browsers fetch it without the password and get 401: exempt it, or write crossorigin="use-credentials".`,
          witness: answerOf(shown),
        };
      }
    }
  },
});

/** Whether the server, or a location that could take a file beside its pages, asks for anything. */
function mayAskForFiles(server: Server): boolean {
  if (guardLine(server) !== null) return true;
  return locationsOf(server).some(({ match, own }) => {
    if (![...own.keys()].some((name) => name.startsWith('auth_'))) return false;
    if (match.kind === 'prefix' || match.kind === 'exact')
      return MANIFESTS.some((path) => path.startsWith(match.path));
    return match.kind === 'regex';
  });
}

function guardOf(server: Server, path: string): Line | null {
  const found = findLocation(server, path);
  return 'kind' in found ? null : guardLine(found.location ?? server);
}

function refused(context: NginxContext, server: Server, path: string): Shown | null {
  const shown = showPath(context, server, path);
  return shown?.outcome.status === 401 ? shown : null;
}

/** Whether the file lies in the server's root among the files, and no page asks for it with credentials. */
function exists(context: NginxContext, server: Server, path: string): boolean {
  const found = findLocation(server, path);
  const root = 'kind' in found ? null : innermost(found.location ?? server, 'root');
  if (root === null || isHidden(root) || variablesIn(arg(root.line, 0)).length > 0) return false;
  const folder = folderOf(context, arg(root.line, 0));
  const state = context.files.stat(folder + path);
  if (state?.kind !== 'text' && state?.kind !== 'file') return false;
  const page = context.files.read(`${folder}/index.html`);
  return page?.kind !== 'text' || !/crossorigin\s*=\s*["']?use-credentials/i.test(page.text);
}

function folderOf(context: NginxContext, root: string): string {
  const { layout } = context.configuration;
  const folder = isAbsolute(root) ? resolveConf(layout, root) : joinPath(layout.folder, root);
  return folder.replace(/\/$/, '');
}
