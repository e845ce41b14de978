// Reads arguments by the table of commands; what the table does not know is wrong usage, with the nearest name.
import { parseArgs } from 'node:util';
import { closest } from '../core/text/closest';
import { COMMANDS, COMMON, type Command, type Option } from './commands';
import { UsageError } from './io';

export type Args = {
  readonly command: Command;
  /** Whether the command was named, and not taken as the default. */
  readonly isNamed: boolean;
  readonly paths: readonly string[];
  has(name: string): boolean;
  /** The value of an option, the last one if it was given more than once. */
  value(name: string): string | null;
  values(name: string): readonly string[];
};

/** Reads the arguments after the program's name. */
export function readArgs(argv: readonly string[]): Args {
  const { command, rest, isNamed } = commandOf(argv);
  const options = [...command.options, ...COMMON];
  const { tokens } = parseArgs({
    args: rest,
    options: Object.fromEntries(options.map(optionConfig)),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const paths: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') paths.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (option === undefined) throw new UsageError(unknownOption(token.rawName, command, options));
    const value = readValue(option, token.rawName, token.value, token.inlineValue === true);
    values.set(option.name, [...(values.get(option.name) ?? []), value]);
  }
  return {
    command,
    isNamed,
    paths,
    has: (name) => values.has(name),
    value: (name) => values.get(name)?.at(-1) ?? null,
    values: (name) => values.get(name) ?? [],
  };
}

/** The command is the first argument, if that is one's name; `check` otherwise. */
function commandOf(argv: readonly string[]): { command: Command; rest: string[]; isNamed: boolean } {
  const [first, ...rest] = argv;
  const named = COMMANDS.find(({ name }) => name === first);
  if (named !== undefined) return { command: named, rest, isNamed: true };
  const [check] = COMMANDS;
  if (check === undefined) throw new Error('there are no commands');
  return { command: check, rest: [...argv], isNamed: false };
}

type OptionConfig = { type: 'string' | 'boolean'; multiple: true; short?: string };

function optionConfig({ name, short, value }: Option): [string, OptionConfig] {
  const type = value === undefined ? 'boolean' : 'string';
  return [name, short === undefined ? { type, multiple: true } : { type, multiple: true, short }];
}

function readValue(option: Option, written: string, value: string | undefined, isInline: boolean): string {
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`${written} takes no value.`);
    return '';
  }
  if (value === undefined || (!isInline && value.startsWith('-') && value.length > 1)) {
    throw new UsageError(`${written} needs a value: ${written} ${option.value}.`);
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    const near = closest(value, option.choices);
    const hint = near === null ? '' : ` Did you mean "${near}"?`;
    throw new UsageError(`${written} is one of ${option.choices.join(', ')}, not "${value}".${hint}`);
  }
  return value;
}

function unknownOption(written: string, command: Command, options: readonly Option[]): string {
  const near = closest(
    written.replace(/^-+/, ''),
    options.map(({ name }) => name),
  );
  const hint = near === null ? ` See authlint ${command.name} --help.` : ` Did you mean --${near}?`;
  return `There is no option ${written} of ${command.name}.${hint}`;
}
