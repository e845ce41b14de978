// Where a URI lies on disk: root and alias (ngx_http_map_uri_to_path, src/http/ngx_http_core_module.c).
import type { FileState } from '../../../model/files';
import { isAbsolute, joinPath } from '../../../text/path';
import { fromBytes } from '../config/bytes';
import { innermost, isHidden } from '../config/inherit';
import { isOwn, resolveConf } from '../config/layout';
import { arg, placeOf } from '../config/lines';
import { isLocation, type Location, outward, type Scope } from '../config/scopes';
import type { Exchange } from './exchange';
import { isUnknown, type Unknown, unknownSetting } from './unknown';
import { evaluate } from './values';

export function documentRoot(x: Exchange): string | Unknown {
  const found = rootOf(x);
  return isUnknown(found) ? found : found.folder;
}

/**
 * Whether the path cannot be found out: an alias replaces a part of the location's path, which a rewrite inside of the
 * location has taken away (ngx_http_map_uri_to_path). nginx answers 500, and `$request_filename` is empty.
 */
export function isAliasLost(x: Exchange): boolean {
  if (x.validLocation && !x.uriChanged) return false;
  const root = rootOf(x);
  return !isUnknown(root) && root.alias !== null;
}

/** The path of the file that a URI stands for. */
export function fileOf(x: Exchange, uri: string): string | Unknown {
  const found = rootOf(x);
  if (isUnknown(found)) return found;
  if (found.isWhole && x.addUriToAlias) return found.folder + uri;
  const rest = found.alias === null ? uri : uri.slice(found.alias.length);
  return found.folder + rest;
}

export type Root = {
  readonly folder: string;
  /** The start of the path that an alias replaces; `null` for a root. */
  readonly alias: string | null;
  /** Whether the alias replaces the whole path, as in a regex location. */
  readonly isWhole: boolean;
};

/** What is effective of `root` and `alias`. */
export function rootOf(x: Exchange): Root | Unknown {
  const alias = aliasOf(x);
  if (alias !== null) return alias;
  const found = innermost(x.scope, 'root');
  if (isHidden(found)) return unknownSetting('root', found);
  const written = found === null ? 'html' : evaluate(arg(found.line, 0), x, placeOf(found.line));
  if (isUnknown(written)) return written;
  return { folder: written.replace(/\/$/, ''), alias: null, isWhole: false };
}

/** `alias` counts where it stands before any `root` on the way outwards. */
function aliasOf(x: Exchange): Root | Unknown | null {
  for (const scope of outward(x.scope)) {
    const line = scope.own.get('alias')?.at(-1);
    if (line === undefined) {
      if (scope.own.has('root')) return null;
      continue;
    }
    const location = locationOf(scope);
    const written = evaluate(arg(line, 0), x, placeOf(line));
    if (isUnknown(written)) return written;
    if (location?.match.kind === 'regex') return { folder: written, alias: x.uri, isWhole: true };
    const path =
      location?.match.kind === 'prefix' || location?.match.kind === 'exact' ? location.match.path : '';
    return { folder: written, alias: path, isWhole: false };
  }
  return null;
}

export function locationOf(scope: Scope): Location | null {
  for (const at of outward(scope)) if (isLocation(at)) return at;
  return null;
}

/**
 * What is known of a path on disk; `null` where it is not known. The folders of a machine that the configuration is
 * deployed to say nothing, unless they are among the files; relative ones belong to the configuration itself.
 */
export function lookUp(x: Exchange, path: string): FileState | null {
  const { files, configuration } = x.connection.site;
  const root = documentRoot(x);
  if (isUnknown(root)) return null;
  const folder = files.stat(fromBytes(onDisk(root, x)));
  const own = isOwn(configuration.layout, root) && configuration.level === 'main';
  if (folder === null || (folder.kind !== 'folder' && !own)) return null;
  return files.stat(fromBytes(onDisk(path, x)));
}

/** Relative roots start at nginx's prefix, which is the main file's folder wherever the two lie together. */
function onDisk(path: string, x: Exchange): string {
  const { layout } = x.connection.site.configuration;
  return isAbsolute(path) ? resolveConf(layout, path) : joinPath(layout.folder, path);
}
