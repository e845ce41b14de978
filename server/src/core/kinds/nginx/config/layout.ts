// Where the files of a configuration lie: nginx's own paths, mapped onto the folder that holds the main file.
import { folderOf, isAbsolute, joinPath } from '../../../text/path';
import type { FileId } from '../../../text/span';

/** The folders that packages and images install nginx's configuration into. */
const CONF_PREFIXES = [
  '/etc/nginx/',
  '/usr/local/nginx/conf/',
  '/usr/local/etc/nginx/',
  '/opt/nginx/conf/',
  '/opt/homebrew/etc/nginx/',
  '/usr/local/openresty/nginx/conf/',
  '/etc/openresty/',
  '/opt/bitnami/nginx/conf/',
];

/** Folders that a packaged layout puts beside nginx.conf; a fragment in one of them belongs to the folder above. */
const SUBFOLDERS =
  /\/(conf\.d|sites-(available|enabled)|snippets|vhost\.d|vhosts?|servers|custom|default\.d|includes?|locations?\.d|templates|(http|stream)\.d|bitnami|server_blocks|h5bp(\/[^/]+)?)$/;

export type Layout = {
  /** The folder that relative paths of the configuration start from (`conf_prefix`). */
  readonly folder: FileId;
  /** Whether the files that it refers to are somewhere else, such as in a container: then nothing is known of them. */
  readonly elsewhere?: true;
};

/** The layout of a configuration whose main file, or whose fragment, is this one. */
export function layoutOf(entry: FileId, isMain: boolean): Layout {
  const folder = folderOf(entry);
  return { folder: isMain ? folder : folder.replace(SUBFOLDERS, '') || folder };
}

/**
 * The file that a path of the configuration names. Relative paths start at the main file's folder
 * (ngx_conf_full_name with conf_prefix, src/core/ngx_conf_file.c). Absolute ones below a packaged configuration folder
 * are taken to lie below the main file's folder: what is checked is deployed there.
 */
export function resolveConf(layout: Layout, path: string): FileId {
  if (layout.elsewhere === true) return joinPath(layout.folder, path.replace(/^\/+/, ''));
  if (!isAbsolute(path)) return joinPath(layout.folder, path);
  for (const prefix of CONF_PREFIXES) {
    if (path.startsWith(prefix) && !`${layout.folder}/`.startsWith(prefix)) {
      return joinPath(layout.folder, path.slice(prefix.length));
    }
  }
  return joinPath('/', path);
}

/**
 * Whether a path names something that must be among the files: a relative one, or one below the configuration folder.
 * Any other absolute path belongs to the machine that the configuration is deployed to.
 */
export function isOwn(layout: Layout, path: string): boolean {
  if (layout.elsewhere === true) return false;
  return !isAbsolute(path) || resolveConf(layout, path) !== joinPath('/', path);
}
