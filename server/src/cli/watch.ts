// `check --watch`: checks again whenever a file in one of the workspace's folders changes.
import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { resolve } from 'node:path';
import { folderOf } from '../core';
import { toFileId } from '../host/files';
import type { Args } from './args';
import { EXIT, type ExitStatus, type Io, UsageError } from './io';
import type { Workspace } from './workspace';

/** Changes that come within this time are one change: an editor that saves touches a file several times. */
const SETTLE_MS = 100;

/** Runs until the process is told to stop. */
export async function watch(
  args: Args,
  { session }: Workspace,
  io: Io,
  run: () => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const watchers = new Map<string, FSWatcher>();
  const paths = args.paths.length === 0 ? ['.'] : args.paths.filter((path) => path !== '-');
  let wake: () => void = () => undefined;
  const stop = new Promise<'stop'>((done) => process.once('SIGINT', () => done('stop')));

  for (;;) {
    if (io.outIsTerminal) io.out('\x1b[2J\x1b[3J\x1b[H');
    try {
      await run();
    } catch (error) {
      // Settings that are wrong for a moment, or a folder that is empty, are no reason to stop watching.
      if (!(error instanceof UsageError)) throw error;
      io.err(`authlint: ${error.message}\n`);
    }
    io.err('Watching for changes. Ctrl+C ends it.\n');
    const changed = new Promise<'changed'>((done) => {
      wake = () => done('changed');
    });
    const folders = [
      ...session.files().map(folderOf),
      ...paths.map((path) => toFileId(resolve(io.cwd, path))),
    ];
    for (const folder of folders) watchOnce(folder, watchers, () => wake());
    if ((await Promise.race([changed, stop])) === 'stop') break;
    await new Promise((done) => setTimeout(done, SETTLE_MS));
    session.changed(session.files());
    await session.discover(paths);
  }
  for (const watcher of watchers.values()) watcher.close();
  return EXIT.clean;
}

function watchOnce(folder: string, watchers: Map<string, FSWatcher>, onChange: () => void): void {
  if (watchers.has(folder)) return;
  try {
    const watcher = watchFolder(folder, onChange);
    watcher.on('error', () => watchers.delete(folder));
    watchers.set(folder, watcher);
  } catch {
    // A folder that is gone has nothing to tell.
  }
}
