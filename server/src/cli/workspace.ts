// Opens the workspace that a command's paths name, and refuses to look at nothing without saying so.
import { resolve } from 'node:path';
import {
  type Analysis,
  closest,
  type FileId,
  openSource,
  RULE_INFOS,
  relativeTo,
  type Source,
} from '../core';
import { type Host, toFileId } from '../host/files';
import { nodeHost } from '../host/node';
import { Session } from '../host/session';
import type { Args } from './args';
import { COMMANDS } from './commands';
import { expectPrograms } from './engine';
import { halfReadErrors } from './half-read';
import { type Io, UsageError } from './io';

export type Workspace = {
  readonly session: Session;
  readonly source: Source;
  /** The paths as they were given, `[]` for the working folder. */
  readonly paths: readonly string[];
  /** The files among them. */
  readonly named: readonly FileId[];
  /** Those among them that do not exist or cannot be read. */
  readonly missing: readonly FileId[];
};

type Severities = Readonly<Record<string, 'off' | 'info' | 'warning' | 'error'>>;

/** Finds the files that `paths` name; none of them is read yet. */
export async function openWorkspace(args: Args, paths: readonly string[], io: Io): Promise<Workspace> {
  const disk = nodeHost(io.cwd);
  const host: Host = {
    ...disk,
    loadJsParser: () => {
      expectPrograms();
      return disk.loadJsParser();
    },
  };
  const config = args.value('config');
  const options = { overrides: overridesOf(args) };
  if (config !== null) {
    const file = toFileId(resolve(io.cwd, config));
    if ((await host.stat(file)).kind !== 'file')
      throw new UsageError(`--config: there is no file ${config}.`);
    Object.assign(options, { config: file });
  }
  const session = new Session(host, options);
  const isStdin = paths.includes('-');
  const name = args.value('stdin-filename');
  if (isStdin) {
    if (args.has('fix')) throw new UsageError('--fix cannot write to standard input: use --fix-dry-run.');
    session.open(toFileId(resolve(io.cwd, name ?? 'stdin.conf')), await io.input(), true);
  } else if (name !== null) {
    throw new UsageError('--stdin-filename names the text on standard input: let a PATH be -.');
  }
  const files = paths.filter((path) => path !== '-');
  const discovered = await session.discover(files.length === 0 && !isStdin ? ['.'] : files);
  const source = openSource((file) => session.text(file), relativeTo(toFileId(io.cwd)));
  return { session, source, paths, ...discovered };
}

/** The named files that do not exist or could not be read, once the workspace was analysed. */
export function unreadOf({ session, named, missing }: Workspace): readonly FileId[] {
  return [...missing, ...named.filter((file) => session.text(file) === null)];
}

/** Refuses to look at nothing without saying so: why nothing was found, and what to do about it. */
export function refuseNothing(analysis: Analysis, workspace: Workspace, args: Args): void {
  if (analysis.documents.size > 0) return;
  const [unread] = [...unreadOf(workspace), ...workspace.named];
  if (unread !== undefined) throw new UsageError(whyUnread(unread, analysis, workspace, args));
  const where = workspace.paths.length === 0 ? 'this folder' : workspace.paths.join(', ');
  throw new UsageError(
    `Nothing to look at was found in ${where}. Name a file to have it read whatever it is called, such as: authlint deploy/nginx.conf`,
  );
}

/** Says that named files are parts of a program that was not named: without its app, nobody answers for their routes. */
export function complainOfParts(analysis: Analysis, { named, source }: Workspace, io: Io): void {
  if (analysis.layers.length > 0) return;
  const parts = named.filter((file) => analysis.documents.get(file)?.kind === 'express');
  if (parts.length === 0) return;
  const names = parts.map((file) => source.name(file)).join(', ');
  io.err(`authlint: No app is made in ${names}: name the folder of the program to have its app read too.\n`);
}

/** Says which files were not looked at, or in part only, where the output itself does not. */
export function complainOfUnread(analysis: Analysis, workspace: Workspace, args: Args, io: Io): void {
  complainOfParts(analysis, workspace, io);
  for (const file of unreadOf(workspace)) {
    io.err(`authlint: ${whyUnread(file, analysis, workspace, args)}\n`);
  }
  for (const { file, message } of halfReadErrors(analysis, workspace.source)) {
    io.err(`authlint: ${workspace.source.name(file)}: ${message}\n`);
  }
}

/** A name that is no path may be a command with a typing mistake. */
function whyUnread(file: FileId, analysis: Analysis, { source, missing }: Workspace, args: Args): string {
  const shown = source.name(file);
  if (!missing.includes(file)) {
    const error = analysis.errors.find((one) => one.file === file);
    return `${shown}: ${error?.message ?? 'This file is of no kind that AuthLint reads.'}`;
  }
  const commands = COMMANDS.map(({ name }) => name);
  const near = args.isNamed ? null : closest(shown, commands);
  return `There is no file or folder ${shown}${near === null ? '.' : `; did you mean "authlint ${near}"?`}`;
}

function overridesOf(args: Args): Severities {
  const entries = args.values('rule').map((text) => {
    const [id = '', severity = ''] = text.split('=');
    if (severity !== 'off' && severity !== 'info' && severity !== 'warning' && severity !== 'error') {
      throw new UsageError(`--rule needs ID=off, ID=info, ID=warning or ID=error, not "${text}".`);
    }
    return [ruleId(id), severity] as const;
  });
  return Object.fromEntries(entries);
}

/** The full id of a rule that is named in full or without its kind. */
export function ruleId(name: string): string {
  const ids: readonly string[] = RULE_INFOS.map(({ id }) => id);
  const found = ids.find((id) => id === name) ?? ids.find((id) => id.endsWith(`/${name}`));
  if (found !== undefined) return found;
  const near =
    closest(name, ids) ??
    closest(
      name,
      ids.map((id) => id.replace(/^.*\//, '')),
    );
  throw new UsageError(
    `No rule is called "${name}".${near === null ? ' See authlint rules.' : ` Did you mean "${near}"?`}`,
  );
}
