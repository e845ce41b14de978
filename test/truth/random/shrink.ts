// Makes the configuration of a disagreement as small as it gets: directives are taken out while both sides still differ.
import { type Directive, parseNginx, walk } from '../../../server/src/core/syntax/nginx';
import { NginxRefused } from '../support/site';
import type { Workspace } from '../support/workspace';
import { batchWorkspace, renderBatch } from './batch';
import { APP } from './grammar';
import type { RandomRequest } from './requests';
import { compareAll, type Disagreement } from './run';

export type Smallest = {
  readonly conf: string;
  readonly request: RandomRequest;
  readonly differences: readonly string[];
};

/** Shrinks by running again; it takes some dozens of starts of nginx. */
export async function shrink({ batch, request, differences }: Disagreement): Promise<Smallest> {
  const of = (text: string) => batchWorkspace(text, batch.snippets);
  const site = batch.sites.filter(({ port }) => port === request.port);
  let conf = renderBatch(batch.http, site);
  let smallest = differences;
  const plain = { ...request, headers: [] as RandomRequest['headers'] };
  const bare = await differ(of(conf), plain);
  const asked = bare === null ? request : plain;
  if (bare !== null) smallest = bare;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (let i = 0; ; ) {
      const span = candidates(conf)[i];
      if (span === undefined) break;
      const shorter = tidy(conf.slice(0, span.start) + conf.slice(span.end));
      const still = await differ(of(shorter), asked);
      if (still === null) {
        i++;
        continue;
      }
      conf = shorter;
      smallest = still;
      isSmaller = true;
    }
  }
  return { conf, request: asked, differences: smallest };
}

/** A shrunk disagreement as a text for whoever has to mend it. */
export function describeSmallest({ conf, request, differences }: Smallest): string {
  const { method, host, target, headers, from } = request;
  const lines = headers.map(([name, value]) => `  ${name}: ${value}`);
  return [`${method} ${target} of ${host}, from ${from}`, ...lines, ...differences, conf].join('\n');
}

/** What can be taken out, largest first. The applications stay: without them, nobody would answer behind nginx. */
function candidates(conf: string): readonly Directive['span'][] {
  const kept = new Set(['events', 'http', 'listen', 'worker_connections']);
  const applications = conf.indexOf(`    server {\n        listen ${APP};`);
  return [...walk(parseNginx(conf).directives)]
    .filter(({ name, span }) => !kept.has(name.value) && span.start < applications)
    .map(({ span }) => span)
    .sort((a, b) => b.end - b.start - (a.end - a.start));
}

function tidy(conf: string): string {
  return conf
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** How both sides differ over a configuration; `null` where they agree, or where nginx does not take it. */
async function differ(workspace: Workspace, request: RandomRequest): Promise<readonly string[] | null> {
  try {
    const [verdict] = await compareAll(workspace, [request]);
    return verdict?.kind === 'wrong' ? verdict.differences : null;
  } catch (error) {
    if (error instanceof NginxRefused) return null;
    // A server that is gone leaves its port unanswered.
    if (error instanceof Error && error.message.startsWith('nothing listens')) return null;
    throw error;
  }
}
