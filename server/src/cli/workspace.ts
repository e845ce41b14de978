// Opens the workspace that a command's paths name, and refuses to look at nothing without saying so.
import { resolve } from 'node:path';
import { type Analysis, closest, isInside, openSource, RULE_INFOS, relativeTo, type Source } from '../core';
import { toFileId } from '../host/files';
import { nodeHost } from '../host/node';
import { Session } from '../host/session';
import type { Args } from './args';
import { COMMANDS } from './commands';
import { type Io, UsageError } from './io';

export type Workspace = {
  readonly session: Session;
  /** Paths that were named and do not exist. */
  readonly missing: readonly string[];
  readonly source: Source;
};

type Severities = Readonly<Record<string, 'off' | 'info' | 'warning' | 'error'>>;

/** Finds the files that `paths` name; none of them is read yet. */
export async function openWorkspace(args: Args, paths: readonly string[], io: Io): Promise<Workspace> {
  const host = nodeHost(io.cwd);
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
  if (isStdin) {
    const name = args.value('stdin-filename') ?? 'stdin.conf';
    session.open(toFileId(resolve(io.cwd, name)), await io.input(), true);
  }
  const files = paths.filter((path) => path !== '-');
  const missing = await session.discover(files.length === 0 && !isStdin ? ['.'] : files);
  for (const path of missing) complain(path, args, io);
  return {
    session,
    missing,
    source: openSource((file) => session.text(file), relativeTo(toFileId(io.cwd))),
  };
}

/** Says that nothing was found to look at, and what to do about it. */
export function refuseNothing(analysis: Analysis, { missing }: Workspace, args: Args): void {
  if (analysis.layers.length > 0 || analysis.documents.size > 0 || missing.length > 0) return;
  if (analysis.errors.length > 0 && args.paths.length > 0) return;
  const where = args.paths.length === 0 ? 'this folder' : args.paths.join(', ');
  throw new UsageError(
    `Nothing to look at was found in ${where}. Name a file to have it read whatever it is called, such as: authlint deploy/nginx.conf`,
  );
}

/** A name that is no path may be a command with a typing mistake. */
function complain(path: string, args: Args, io: Io): void {
  const cwd = toFileId(io.cwd);
  const shown = isInside(cwd, path) ? path.slice(cwd.length + 1) : path;
  const near = args.isNamed
    ? null
    : closest(
        shown,
        COMMANDS.map(({ name }) => name),
      );
  io.err(
    `authlint: there is no file or folder ${shown}${near === null ? '.' : `; did you mean "authlint ${near}"?`}\n`,
  );
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
