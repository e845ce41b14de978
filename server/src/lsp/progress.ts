// Progress: tells of work that takes longer than a moment, in clients that can show it.
import type { Connection } from 'vscode-languageserver';

/** What is done sooner needs no telling, in milliseconds. */
const PATIENCE_MS = 500;

/** Shows a title for as long as the work goes on, unless it is done at once. */
export async function showProgress(
  { window }: Connection,
  title: string,
  work: Promise<unknown>,
): Promise<void> {
  let isDone = false;
  const done = work
    .catch(() => {})
    .then(() => {
      isDone = true;
    });
  let patience: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([
    done,
    new Promise<void>((resolve) => {
      patience = setTimeout(resolve, PATIENCE_MS);
    }),
  ]);
  clearTimeout(patience);
  if (isDone) return;
  const progress = await window.createWorkDoneProgress();
  progress.begin(title);
  await done;
  progress.done();
}
