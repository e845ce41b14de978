// Writes files so that a reader sees the old text or the new one, never a part.
import { chmod, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a text in one step, with the mode that the file had; a symbolic link keeps pointing where it did. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (stats) => stats.mode,
    () => null,
  );
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await writeFile(fresh, text, { flag: 'wx' });
    if (mode !== null) await chmod(fresh, mode & 0o7777);
    await rename(fresh, target);
  } catch (error) {
    await unlink(fresh).catch(() => undefined);
    throw error;
  }
}
