// Options of the command line that have a default: who starts the program may leave them out, and that is what they are then.
import type { Place } from '../../../text/span';
import { type CallValue, entryOf, stringOf, type Value } from '../values';
import { eitherOf } from './either';
import { packageOf } from './escape';
import { type Run, unknown } from './run';

/** The packages that read a command line, and which call of theirs gives an option a default. */
const DEFAULTS: Readonly<Record<string, (call: CallValue, method: string, name: string) => Value | null>> = {
  argparse: inSettings,
  commander: ({ args }, method, name) => {
    const isNamed = method === 'option' && isOption(stringOf(args[0]), name);
    return isNamed ? (args.slice(2).find(({ kind }) => kind !== 'function') ?? null) : null;
  },
  minimist: ({ args }, _, name) => entryOf(entryOf(args[1], 'default') ?? undefined, name),
  yargs: (call, method, name) =>
    method === 'options'
      ? entryOf(entryOf(call.args[0], name) ?? undefined, 'default')
      : inSettings(call, method, name),
};

/** What an option is that a program reads of what such a package gives it; `null` where it has no default, and for all else. */
export function optionOf(run: Run, of: Value, name: string, at: Place): Value | null {
  const from = run.isFrozen ? null : packageOf(of);
  const read = from !== null && Object.hasOwn(DEFAULTS, from) ? DEFAULTS[from] : undefined;
  if (read === undefined) return null;
  for (const call of run.calls) {
    const value = packageOf(call) === from ? read(call, methodOf(call), name) : null;
    if (value === null || value.kind === 'undefined') continue;
    const given = unknown('who starts the program may say otherwise', at);
    return eitherOf([value, given], given, at);
  }
  return null;
}

/** `add_argument('--name', { default })` and `option('name', { default })`. */
function inSettings({ args }: CallValue, method: string, name: string): Value | null {
  if (method !== 'add_argument' && method !== 'option') return null;
  const isNamed = args.some((one) => isOption(stringOf(one), name));
  return isNamed ? entryOf(args.at(-1), 'default') : null;
}

/** Whether `-b, --base-path <path>` is the option that a program reads as `basePath` or `base_path`. */
function isOption(flags: string | null, name: string): boolean {
  const long = flags === null ? '' : (/(?:^|--)([a-z][\w-]*)(?:[\s=]|$)/i.exec(flags)?.[1] ?? '');
  return long !== '' && long.replace(/[-_]/g, '').toLowerCase() === name.replace(/_/g, '').toLowerCase();
}

function methodOf({ callee }: CallValue): string {
  if (callee.kind === 'package') return callee.path.at(-1) ?? '';
  return callee.kind === 'member' ? (stringOf(callee.name) ?? '') : '';
}
