// JSON and YAML that a program reads from its files while it starts: `JSON.parse(fs.readFileSync(path))`.
import type { FileId, Place } from '../../../text/span';
import { isJson } from '../modules/specifiers';
import type { PackageValue, Value } from '../values';
import { stringOf } from '../values';
import type { CallSite } from './call';
import { packageOf } from './escape';
import { locationOf } from './locations';
import type { Run } from './run';

export const FILE_SYSTEMS: ReadonlySet<string> = new Set(['fs', 'fs-extra', 'graceful-fs']);

/** What `JSON.parse` makes of the text of a file; `null` where it is none, or the file is not known. */
export function parsedFile(run: Run, text: Value | undefined, at: Place): Value | null {
  const path = text === undefined ? null : pathOfText(text);
  const file = path === null ? null : locationOf(run, path, at.file);
  return file === null ? null : jsonOf(run, file, at);
}

/** What reads a text as YAML, and what reads a file. */
const OF_TEXTS = /^(?:js-yaml\.(?:safeL|l)oad|yaml(?:js)?\.parse)$/;

/** A call that reads YAML; `null` for all else, and where the file is not known. */
export function callYaml(run: Run, { name, path }: PackageValue, { given, at }: CallSite): Value | null {
  const called = [name, ...path.filter((one) => one !== 'default')].join('.');
  if (OF_TEXTS.test(called)) return parsedFile(run, given[0]?.value, at);
  const file = called === 'yamljs.load' ? locationOf(run, given[0]?.value, at.file) : null;
  return file === null ? null : jsonOf(run, file, at);
}

/**
 * What a file holds that is read as JSON; `null` where it is not there, as it may be made before the program starts, or
 * where the program writes one that is called so: who starts it finds what it wrote the last time.
 */
export function jsonOf(run: Run, file: FileId, { file: from, span }: Place): Value | null {
  if (run.isFrozen || !isJson(file) || run.folders.kindOf(file) !== 'file') return null;
  return run.folders.mayWrite(file) ? null : run.load(file, from, span);
}

/** The path of the file whose text a value is; `null` for all else. */
function pathOfText(value: Value): Value | null {
  const [of] = value.kind === 'operation' && value.operator === 'await' ? value.of : [];
  if (of !== undefined) return pathOfText(of);
  if (value.kind !== 'call') return null;
  const { callee, args } = value;
  const [first, encoding] = args;
  if (callee.kind === 'global')
    return callee.path.join() === 'String' && first !== undefined ? pathOfText(first) : null;
  if (callee.kind === 'member')
    return isUtf8(first) && /^(?:toString|trim)$/.test(stringOf(callee.name) ?? '')
      ? pathOfText(callee.of)
      : null;
  const isRead = callee.kind === 'package' && /^readFile(?:Sync)?$/.test(callee.path.at(-1) ?? '');
  return isRead && FILE_SYSTEMS.has(packageOf(callee) ?? '') && isUtf8(encoding) ? (first ?? null) : null;
}

/** Whether bytes are read as UTF-8, as they are where nothing else is said. */
function isUtf8(encoding: Value | undefined): boolean {
  const name = encoding?.kind === 'object' && !encoding.isOpen ? encoding.entries.get('encoding') : encoding;
  return name === undefined || name.kind === 'null' || /^utf-?8$/i.test(stringOf(name) ?? '');
}
