// Moves the files that a configuration names below the folder of the test.

import { isOwn, type Layout, resolveConf } from '../../../server/src/core/kinds/nginx/config/layout';
import type { Line, Lines } from '../../../server/src/core/kinds/nginx/config/lines';
import { isAbsolute, joinPath } from '../../../server/src/core/text/path';
import type { Draft } from './draft';
import type { Workspace } from './workspace';

/** Directives with the index of the argument that is a path. */
const PATHS: Readonly<Record<string, number>> = {
  root: 0,
  alias: 0,
  auth_basic_user_file: 0,
  include: 0,
  proxy_cache_path: 0,
  fastcgi_cache_path: 0,
  uwsgi_cache_path: 0,
  scgi_cache_path: 0,
  proxy_temp_path: 0,
  fastcgi_temp_path: 0,
  client_body_temp_path: 0,
  proxy_store: 0,
  autoindex_xslt: 0,
};

/** Directives that name files of the machine and have no bearing on who answers what. */
const DROPPED = new Set([
  'access_log',
  'error_log',
  'daemon',
  'pid',
  'user',
  'worker_processes',
  'worker_cpu_affinity',
  'worker_rlimit_nofile',
  'worker_priority',
  'lock_file',
  'env',
  'load_module',
  'stream',
  'mail',
  'http2',
  'http3',
  'quic_retry',
  'ssl_certificate',
  'ssl_certificate_key',
  'ssl_password_file',
  'ssl_dhparam',
  'ssl_crl',
  'ssl_stapling',
  'ssl_stapling_file',
  'ssl_stapling_verify',
  'ssl_session_ticket_key',
  'ssl_conf_command',
  'ssl_early_data',
  'brotli',
  'brotli_types',
  'brotli_comp_level',
  'brotli_static',
  'modsecurity',
  'modsecurity_rules_file',
  'aio',
  'sendfile',
]);

export type Moved = {
  /** Folders that have to be there. */
  readonly folders: readonly string[];
  /** Document roots whose files are on the real machine only. */
  readonly roots: readonly string[];
  /** Files of users that are not among the files of the workspace, and could not be. */
  readonly userFiles: readonly string[];
  /** What was left out, a line each. */
  readonly notes: readonly string[];
};

/**
 * Moves all absolute paths below `root`, and takes out what only the real machine has. The relative paths of a fragment
 * lie there, too.
 */
export function movePaths(
  lines: Lines,
  includes: readonly Line[],
  workspace: Workspace,
  layout: Layout,
  isFragment: boolean,
  draft: Draft,
  root: string,
): Moved {
  const moved = {
    folders: new Set<string>(),
    roots: new Set<string>(isFragment ? [`${layout.folder}/html`] : []),
    userFiles: new Set<string>(),
    notes: new Set<string>(),
  };
  for (const line of includes) moveInclude(line, workspace, layout, draft, root, moved.notes);
  visit(lines);
  return {
    folders: [...moved.folders],
    roots: [...moved.roots],
    userFiles: [...moved.userFiles],
    notes: [...moved.notes],
  };

  function visit(block: Lines): void {
    for (const line of block.list) {
      if (DROPPED.has(line.name)) {
        draft.remove(line);
        continue;
      }
      const index = PATHS[line.name];
      const value = index === undefined ? undefined : line.args[index]?.value;
      if (index !== undefined && value !== undefined) movePath(line, index, value);
      if (line.name === 'resolver') draft.replaceArguments(line, ['127.0.0.1:9']);
      if (line.name === 'ssl_client_certificate' || line.name === 'ssl_trusted_certificate') {
        draft.replaceArgument(line, 0, `${root}/certificate.pem`);
      }
      if (line.body !== null && line.name !== 'map' && line.name !== 'geo') visit(line.body);
    }
  }

  function movePath(line: Line, index: number, value: string): void {
    const file = resolveConf(layout, value);
    if (line.name === 'auth_basic_user_file' && !value.includes('$')) {
      if (!isOwn(layout, value) && !workspace.has(file)) moved.userFiles.add(file);
    }
    const isElsewhere = isFragment || !isOwn(layout, value);
    if ((line.name === 'root' || line.name === 'alias') && isElsewhere && !value.includes('$')) {
      moved.roots.add(isAbsolute(value) ? file : joinPath(layout.folder, value));
    }
    if (!isAbsolute(value)) return;
    const slash = value.endsWith('/') ? '/' : '';
    draft.replaceArgument(line, index, root + file + slash);
    if (line.name !== 'auth_basic_user_file' && line.name !== 'proxy_store') {
      const fixed = file.replace(/\/[^/]*\$.*$/, '');
      if (line.name !== 'alias' || slash !== '') moved.folders.add(fixed);
    }
  }
}

/** Includes of files that are not there are left out, as AuthLint reads on without them. */
function moveInclude(
  line: Line,
  workspace: Workspace,
  layout: Layout,
  draft: Draft,
  root: string,
  notes: Set<string>,
): void {
  const value = line.args[0]?.value ?? '';
  const file = resolveConf(layout, value);
  if (!/[*?[]/.test(value) && !workspace.has(file) && !isOwn(layout, value)) {
    notes.add(`without include ${value}`);
    draft.remove(line);
  } else if (isAbsolute(value)) {
    draft.replaceArgument(line, 0, root + file);
  }
}
