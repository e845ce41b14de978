// The paths of files that values of a program stand for, wherever it is started from.
import { isAbsolute, joinPath } from '../../../text/path';
import type { FileId, Place } from '../../../text/span';
import type { CallValue, Value } from '../values';
import { plainOf } from './operators';
import type { Run } from './run';

/**
 * The absolute path that a value names in a file of the program; `null` where that is not known. A program is taken to be
 * started in the folder of its package.json, which is what relative paths and `process.cwd()` stand for.
 */
export function locationOf(run: Run, value: Value | undefined, from: FileId): FileId | null {
  const text = value === undefined ? null : textOf(run, value, from);
  if (text === null) return null;
  const path = text.startsWith('file://') ? text.slice('file://'.length) : text;
  if (isAbsolute(path)) return joinPath('/', path);
  const home = run.folders.home(from);
  return home === null ? null : joinPath(home, path);
}

/** The module that a value names; `null` where it names none that is known. */
export function loadNamed(run: Run, name: Value | undefined, { file, span }: Place): Value | null {
  const isPlain = name?.kind === 'string' && !name.value.startsWith('file:');
  const specifier = isPlain ? name.value : locationOf(run, name, file);
  return specifier === null ? null : run.load(specifier, file, span);
}

function textOf(run: Run, value: Value, from: FileId): string | null {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'operation': {
      if (value.operator !== '+' && value.operator !== 'template') return null;
      const parts = value.of.map((one) => plainText(one) ?? textOf(run, one, from));
      return parts.includes(null) ? null : parts.join('');
    }
    case 'call':
      return textOfCall(run, value, from);
    default:
      return null;
  }
}

function plainText(value: Value): string | null {
  const plain = plainOf(value);
  return plain === null ? null : String(plain.value);
}

/** `process.cwd()`, `path.join(process.cwd(), …)`, `new URL('routes', import.meta.url)`. */
function textOfCall(run: Run, { callee, args, isNew }: CallValue, from: FileId): string | null {
  const name = callee.kind === 'global' ? callee.path.join('.') : '';
  if (name === 'process.cwd') return run.folders.home(from);
  const texts = args.map((one) => textOf(run, one, from));
  const [first, second] = texts;
  if (callee.kind === 'member' && callee.name.kind === 'string' && callee.name.value === 'concat') {
    const all = [textOf(run, callee.of, from), ...texts];
    return all.includes(null) ? null : all.join('');
  }
  if (isNew && name === 'URL' && typeof first === 'string' && second?.startsWith('file://') === true)
    return joinPath(second.slice('file://'.length, second.lastIndexOf('/')), first);
  if (callee.kind !== 'package') return null;
  const method = callee.path.at(-1);
  if (callee.name === 'url' && (method === 'fileURLToPath' || method === 'pathToFileURL'))
    return first ?? null;
  if (callee.name !== 'path' || texts.length === 0) return null;
  const parts = texts.filter((one) => one !== null);
  if (parts.length !== texts.length) return null;
  if (method === 'normalize') return first ?? null;
  if (method === 'join') {
    const joined = joinPath(
      '',
      parts.map((part, i) => (i === 0 ? part : part.replace(/^\/+/, ''))).join('/'),
    );
    return parts.at(-1)?.endsWith('/') === true ? `${joined}/` : joined;
  }
  return method === 'resolve'
    ? parts.reduce((folder, part) => joinPath(folder, part), run.folders.home(from) ?? '')
    : null;
}
