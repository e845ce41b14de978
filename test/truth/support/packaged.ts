// The files that Debian's nginx package puts beside nginx.conf, for configurations that include them.
import { existsSync, readFileSync } from 'node:fs';
import { knownFile } from '../../../server/src/core/kinds/nginx/config/known-files';
import { type Layout, resolveConf } from '../../../server/src/core/kinds/nginx/config/layout';
import type { Workspace } from './workspace';

const INSTALLED = '/etc/nginx';

/** The packaged files that `includes` name and the workspace lacks, with those that they include themselves. */
export function packagedFiles(includes: readonly string[], workspace: Workspace, layout: Layout): Workspace {
  const found = new Map<string, string>();
  const queue = [...includes];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    const file = resolveConf(layout, value);
    const known = knownFile(value);
    if (known === null || workspace.has(file) || found.has(file)) continue;
    const installed = `${INSTALLED}/${value.replace(/^\/etc\/nginx\//, '')}`;
    const text = existsSync(installed) ? readFileSync(installed, 'utf8') : known;
    found.set(file, text);
    for (const [, inner] of text.matchAll(/^\s*include\s+([^;\s]+)\s*;/gm)) queue.push(inner ?? '');
  }
  return found;
}
