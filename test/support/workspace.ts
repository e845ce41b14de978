// Analyses texts that are no files on a disk, as an editor or the command line would if they were.
import { type Analysis, joinPath, type Overrides } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';

/** The folder that relative names start from. */
export const ROOT = '/site';

export type TextFile = { readonly name: string; readonly text: string; readonly language?: string };

/** Analyses files by their names; those in a configuration language are read whatever they are called. */
export async function analyzeTexts(
  files: readonly TextFile[],
  overrides: Overrides = {},
): Promise<{ session: Session; analysis: Analysis }> {
  const named = files
    .filter(({ language }) => language === undefined || language === 'nginx')
    .map(({ name }) => joinPath(ROOT, name));
  const texts = Object.fromEntries(files.map(({ name, text }) => [joinPath(ROOT, name), text]));
  const session = new Session(memoryHost(texts, loadJsParser), { overrides });
  await session.discover([...named, ROOT]);
  return { session, analysis: await session.analyze() };
}
