// Writes files so that a reader sees the old text or the new one, never a part.
import { promises } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Writes a text in one step, with the mode that the file had; a symbolic link keeps pointing where it did. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const target = await promises.realpath(path).catch(() => path);
  const mode = await promises.stat(target).then(
    (stats) => stats.mode,
    () => null,
  );
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await promises.writeFile(fresh, text, { flag: 'wx' });
    if (mode !== null) await promises.chmod(fresh, mode & 0o7777);
    await promises.rename(fresh, target);
  } catch (error) {
    await promises.unlink(fresh).catch(() => undefined);
    throw error;
  }
}
