// Help, printed from the table of commands.
import { COMMANDS, COMMON, type Command, type Option } from './commands';

/** How wide the left column is, and a page of help. */
const LEFT = 28;
const PAGE = 80;

/** The help of the whole program. */
export function generalHelp(): string {
  const commands = COMMANDS.map(({ name, summary }) => row(name, summary));
  const check = COMMANDS[0];
  return [
    'AuthLint says who answers 401 to which request, because of which line.',
    '',
    'Usage: authlint [COMMAND] [OPTIONS] [PATH…]',
    '',
    'Commands:',
    ...commands,
    '',
    ...(check === undefined
      ? []
      : ['Options of check, the default command:', ...check.options.map(optionRow), '']),
    'Options of every command:',
    ...COMMON.map(optionRow),
    '',
    'PATH is a file or a folder; without one the current folder is searched.',
    'Exit status: 0 nothing found, 1 findings, 2 wrong usage or settings,',
    '3 AuthLint itself failed.',
    '',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp({ usage, summary, options, examples }: Command): string {
  return [
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    '',
    `Usage: ${usage}${options.length > 0 ? ' [OPTIONS]' : ''}`,
    '',
    'Options:',
    ...[...options, ...COMMON].map(optionRow),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

function optionRow({ name, short, value, help, repeatable }: Option): string {
  const names = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return row(names, repeatable === true ? `${help} (repeatable)` : help);
}

function row(left: string, right: string): string {
  const margin = `\n${' '.repeat(LEFT + 2)}`;
  return `  ${left.length < LEFT ? left.padEnd(LEFT) : left + margin}${wrapped(right, PAGE - LEFT - 2).join(margin)}`;
}

/** A text in lines that are no longer than `width`. */
function wrapped(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const end = text.lastIndexOf(' ', width);
  return [text.slice(0, end), ...wrapped(text.slice(end + 1), width)];
}
