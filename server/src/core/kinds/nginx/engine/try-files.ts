// `try_files` (ngx_http_try_files_handler, src/http/modules/ngx_http_try_files_module.c): the first path that exists,
// else a move to the last one.
import type { Place } from '../../../text/span';
import { toBytes } from '../config/bytes';
import { type Line, placeOf } from '../config/lines';
import { sameAnswer } from './alternatives';
import { send } from './answer';
import { contentPhase } from './content';
import { type Exchange, note, type Reply } from './exchange';
import { isAliasLost, lookUp, type Root, rootOf } from './folders';
import { fork } from './fork';
import { finish, internalRedirect, namedLocation } from './special';
import { isUnknown, type Unknown, unknown } from './unknown';
import { splitArgs } from './uri';
import { evaluate, variablesIn } from './values';

/** Runs an own `try_files`; it is not inherited. `null` where there is none, or where a file was found. */
export function tryFiles(x: Exchange): Reply | null {
  const line = x.scope.own.get('try_files')?.at(-1);
  if (line === undefined) return null;
  if (isAliasLost(x)) return finish(x, { status: 500, at: placeOf(line) });
  const words = line.args.map((word) => word.value);
  let undecided = false;
  for (const word of words.slice(0, -1)) {
    const found = tryFile(x, word, line);
    if (found === null) undecided = true;
    else if (typeof found === 'object') return found;
    else if (found) return undecided ? unknown('which of the files exists', placeOf(line)) : null;
  }
  const last = words.at(-1) ?? '';
  if (!undecided) return fallBack(x, last, line);
  const served = contentPhase(fork(x));
  const fallen = fallBack(x, last, line);
  return sameAnswer(served, fallen)
    ? fallen
    : unknown(`whether a file of ${words.slice(0, -1).join(', ')} exists`, placeOf(line));
}

/** Whether a path exists as what it asks for; the URI becomes that path. `null` where it is not known. */
function tryFile(x: Exchange, word: string, line: Line): boolean | null | Reply {
  // The slash says that a folder is wanted, and is not part of the path (ngx_http_try_files).
  const folder = word.endsWith('/');
  const value = nameOf(x, folder ? word.slice(0, -1) : word, line);
  if (isUnknown(value)) return value;
  const root = rootOf(x);
  if (isUnknown(root)) return null;
  const state = lookUp(x, root.folder + value);
  if (state === null) return null;
  const exists = folder ? state.kind === 'folder' : state.kind !== 'missing' && state.kind !== 'folder';
  if (!exists) return false;
  note(x, 'selects', `try_files finds ${value}`, placeOf(line));
  takePath(x, root, value, folder);
  return true;
}

/** What was found becomes the path; behind the alias of a regex location, only a file does. */
function takePath(x: Exchange, root: Root, value: string, folder: boolean): void {
  if (root.isWhole && folder) return;
  if (root.isWhole) x.addUriToAlias = true;
  const uri = (prefixOf(x, root) ?? '') + value;
  if (uri !== '' || root.isWhole) x.uri = uri;
}

/** The path as it is appended to root or alias: a variable's value without the start that the alias stands for. */
function nameOf(x: Exchange, word: string, line: Line): string | Unknown {
  const value = evaluate(word, x, placeOf(line));
  const root = rootOf(x);
  if (isUnknown(value) || isUnknown(root) || variablesIn(word).length === 0) return value;
  const prefix = prefixOf(x, root);
  return prefix !== null && value.startsWith(prefix) ? value.slice(prefix.length) : value;
}

/** The start of the path that an alias stands for; `null` for a root, and in a regex location. */
function prefixOf(x: Exchange, root: Root): string | null {
  return root.alias === null || root.isWhole ? null : x.uri.slice(0, root.alias.length);
}

function fallBack(x: Exchange, last: string, line: Line): Reply {
  if (last.startsWith('=')) {
    note(x, 'answers', `try_files finds no file and answers ${last.slice(1)}`, placeOf(line));
    return answer(x, Number(last.slice(1)), placeOf(line));
  }
  note(x, 'rewrites', `try_files falls back to ${last}`, placeOf(line));
  if (last.startsWith('@')) return namedLocation(x, last, line);
  const target = nameOf(x, last, line);
  if (isUnknown(target)) return target;
  const { path, args } = splitArgs(target);
  return internalRedirect(x, toBytes(path), args);
}

/**
 * The status alone: below 300 only 201 and 204 are answers. Any other one ends the request without sending a thing, and
 * a sub-request without a status at all, which `auth_request` turns into 500 (ngx_http_finalize_request).
 */
function answer(x: Exchange, status: number, at: Place): Reply {
  if (status >= 300 || status === 201 || status === 204) return finish(x, { status, at });
  return x.main === null ? finish(x, { status: 444, at }) : send(x, { status: 500, at });
}
