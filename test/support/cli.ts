// Runs the command line as its users do: the built program, in a folder.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve('dist/cli.js');

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export type RunOptions = { readonly input?: string; readonly env?: Readonly<Record<string, string>> };

/** Runs the program to its end. */
export function authlint(cwd: string, args: readonly string[], options: RunOptions = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd,
    encoding: 'utf8',
    input: options.input ?? '',
    env: environment(options.env),
  });
  return { status, stdout, stderr };
}

/** Starts the program and leaves it running. */
export function startAuthlint(cwd: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...args], { cwd, env: environment() });
}

/** What a run showed, as one text. */
export function transcript(args: readonly string[], { status, stdout, stderr }: Ran): string {
  const words = args.map((arg) => (/^[\w./:=-]+$/.test(arg) ? arg : `'${arg}'`));
  const beside = stderr === '' ? '' : `--- stderr\n${stderr}`;
  return `${['$ authlint', ...words].join(' ')}\n${stdout}${beside}--- exit ${status}\n`;
}

/** A copy of a folder that a test may change; `remove` takes it away. */
export function copyOf(folder: string): { readonly folder: string; remove(): void } {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'authlint-')));
  cpSync(folder, copy, { recursive: true });
  return { folder: copy, remove: () => rmSync(copy, { recursive: true, force: true }) };
}

/** The environment without what would change the output. */
function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...more };
}
