// The examples of a page on the real nginx: their files as a workspace, their requests put to the layer that is meant.
import type { Analysis, Expectation, Finding, OutcomeKind, Request } from '../../../server/src/core';
import { joinPath } from '../../../server/src/core';
import { ROOT, type TextFile } from '../../support/workspace';
import type { Observed } from './compare';
import { observe, questionFor } from './observe';
import { openSite } from './site';
import { surroundings } from './witnesses';
import type { Workspace } from './workspace';

/** A request of a page, or the witness of a finding, with what is said of it. */
export type Asked = {
  readonly text: string;
  readonly request: Request;
  readonly expect: Expectation;
  readonly finding: Finding | null;
  readonly kind?: OutcomeKind | null;
  /** The first file of the layer that is asked; without it, the one that the finding is in. */
  readonly entry?: string | null;
};

export function workspaceOf(files: readonly TextFile[]): Workspace {
  return new Map(files.map(({ name, text }) => [joinPath(ROOT, name), text]));
}

/** Whether a finding is a layer's: it lies in one of its files, or in a user file that one of them names. */
function isOf(layer: Analysis['layers'][number], finding: Finding): boolean {
  return [finding.at, ...finding.related].some(({ file }) => layer.files.includes(file));
}

/** What nginx answers to each. Layers that nobody asks are not started. */
export async function askAll(
  files: readonly TextFile[],
  analysis: Analysis,
  asked: readonly Asked[],
): Promise<ReadonlyMap<Asked, Observed>> {
  const answers = new Map<Asked, Observed>();
  const around = surroundings(asked.map(({ request }) => request));
  for (const layer of analysis.layers.filter(({ kind }) => kind === 'nginx')) {
    const mine = asked.filter(({ entry, finding }) =>
      finding === null ? entry === layer.entry : isOf(layer, finding),
    );
    if (mine.length === 0) continue;
    const site = await openSite(workspaceOf(files), layer.entry, around);
    try {
      for (const one of mine) answers.set(one, observe(await site.ask(questionFor(one.request))));
    } finally {
      await site.close();
    }
  }
  return answers;
}
