// express.static and serve-static (serve-static 1 and 2, send 0.19 and 1): files of a folder, as far as it is known.
import { folderOf, isAbsolute, joinPath } from '../../../../text/path';
import type { Behaviour, Ending } from '../behaviour';
import { NEXT } from '../behaviour';
import { textOf } from '../datum';
import type { Exchange } from '../exchange';
import { type Disk, pathOf } from '../exchange-state';
import { flagOf, optionOf, severalOf } from '../options';
import { fail, type PackageCall, packaged } from './package';

/** `express.static(root)`: a file answers, or the next layer. */
export function staticFiles(call: PackageCall): Behaviour {
  return packaged(call, 'static', (exchange): Ending => {
    const fallsThrough = flagOf(call.args[1], 'fallthrough', true);
    if (exchange.method !== 'GET' && exchange.method !== 'HEAD') {
      if (fallsThrough !== false) return NEXT;
      exchange.status = 405;
      exchange.setHeader('Allow', ['GET, HEAD']);
      return { kind: 'respond', at: call.at, continues: null };
    }
    const found = exchange.disk === null ? null : lookUp(call, exchange, exchange.disk);
    switch (found ?? supposed(call, exchange)) {
      case 'file':
        return { kind: 'respond', at: call.at, continues: null };
      case 'folder':
        return redirect(call, exchange);
      case 'nothing':
        return fallsThrough === false ? fail('NotFoundError', 404, call.at) : NEXT;
    }
  });
}

type Found = 'file' | 'folder' | 'nothing';

/** What the folder does not tell: a path that a route of the program names is taken to be no file's. */
function supposed(call: PackageCall, exchange: Exchange): Found {
  if (exchange.isRouted(pathOf(exchange.originalUrl))) return 'nothing';
  const key = `file ${call.at.file}:${call.at.span.start} ${exchange.path}`;
  const reason = `whether there is a file for ${exchange.path} is not known`;
  return exchange.suppose({ key, reason, at: call.at }) ? 'file' : 'nothing';
}

/** A folder without a slash at its end is redirected to (serve-static, createRedirectDirectoryListener). */
function redirect(call: PackageCall, exchange: Exchange): Ending {
  const path = pathOf(exchange.originalUrl);
  exchange.status = 301;
  exchange.setHeader('Location', [`${path.replace(/^\/+/, '/')}/${exchange.originalUrl.slice(path.length)}`]);
  return { kind: 'respond', at: call.at, continues: null };
}

/** What the folder of the workspace has for a request; `null` where that is not known. */
function lookUp(call: PackageCall, exchange: Exchange, disk: Disk): Found | null {
  const root = rootOf(call, disk);
  const path = filePath(exchange);
  if (root === null || path === null || disk.stat(root)?.kind !== 'folder') return null;
  const hidden = dotFile(call, exchange, path);
  if (hidden !== 'shown') return hidden;
  const [index, redirects] = [indexNames(call), flagOf(call.args[1], 'redirect', true)];
  if (index === null || redirects === null) return null;
  if (path.endsWith('/')) return firstOf(index.map((name) => fileAt(disk, `${root}${path}${name}`)));
  const state = fileAt(disk, root + path);
  if (state === 'folder') return redirects ? 'folder' : 'nothing';
  if (state !== 'nothing') return state;
  const extensions = severalOf(optionOf(call.args[1], 'extensions'))?.map(textOf);
  if (extensions === undefined || extensions.includes(null)) return null;
  return firstOf(extensions.map((extension) => fileAt(disk, `${root}${path}.${extension}`)));
}

/**
 * Files that begin with a dot are passed over, and so are all that lie in such folders since send 1, which Express 5 has;
 * an option may change that.
 */
function dotFile(call: PackageCall, { version }: Exchange, path: string): 'shown' | 'nothing' | null {
  const isHidden = /\/\.[^/]*$/.test(path) || (version === 5 && path.includes('/.'));
  if (!path.includes('/.')) return 'shown';
  const option = optionOf(call.args[1], 'dotfiles');
  if (option?.kind !== 'constant' || option.value !== undefined) return null;
  return isHidden ? 'nothing' : 'shown';
}

/** The first file of several; `null` where one of them is not known. */
function firstOf(states: readonly (Found | null)[]): Found | null {
  if (states.includes('file')) return 'file';
  return states.includes(null) ? null : 'nothing';
}

function fileAt(disk: Disk, path: string): Found | null {
  const state = disk.stat(path);
  if (state === null || state.kind === 'unreadable') return null;
  return state.kind === 'folder' ? 'folder' : state.kind === 'missing' ? 'nothing' : 'file';
}

/** The folder that is served. A relative one starts where the program is started: beside its package.json. */
function rootOf(call: PackageCall, disk: Disk): string | null {
  const root = textOf(call.args[0])?.replace(/\/+$/, '') ?? null;
  if (root === null || root === '' || isAbsolute(root)) return root === '' ? null : root;
  for (let folder = folderOf(call.at.file); ; folder = folderOf(folder)) {
    const manifest = disk.stat(`${folder}/package.json`);
    if (manifest === null) return null;
    if (manifest.kind !== 'missing') return joinPath(folder, root);
    if (folder === '' || folderOf(folder) === folder) return null;
  }
}

/** The path below the folder; `null` for what `send` treats in a way of its own. */
function filePath(exchange: Exchange): string | null {
  const isBareMount = exchange.path === '/' && !pathOf(exchange.originalUrl).endsWith('/');
  if (isBareMount) return '';
  try {
    const path = decodeURIComponent(exchange.path);
    return /(?:^|\/)\.\.?(?:\/|$)|[\0\\]|\/\//.test(path) ? null : path;
  } catch {
    return null;
  }
}

/** The files that stand for a folder. */
function indexNames(call: PackageCall): readonly string[] | null {
  const option = optionOf(call.args[1], 'index');
  if (option?.kind === 'constant' && option.value === false) return [];
  const names = severalOf(option)?.map(textOf) ?? [null];
  if (names.includes(null)) return null;
  return names.length === 0 ? ['index.html'] : names.map(String);
}
