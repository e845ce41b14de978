// Every Express rule's page on real programs: its failing examples start on Express 4 and 5, their witnesses and stated
// requests get what they are said to get, and so do they after the fix. PAGES=express/cors runs the pages of that start.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, before, describe, test } from 'node:test';
import type { Analysis, Expectation, Finding, OutcomeKind, Request } from '../../../server/src/core';
import { joinPath, RULE_INFOS } from '../../../server/src/core';
import { decideStack, startableVersions } from '../../../server/src/core/kinds/express/dispatch/decide';
import { type ExpressLayer, isExpressLayer } from '../../../server/src/core/kinds/express/layer';
import type { Outcome } from '../../../server/src/core/model/decision';
import { type Example, type ExampleFile, type Page, readPages } from '../../support/pages';
import { analyzeTexts, ROOT, type TextFile } from '../../support/workspace';
import { askPlain, isShownByAny, shortfall } from './running/asked';
import { type ExpressVersion, folderOfFiles, installPackages, type ProgramFolder } from './running/folder';
import { type Running, type RunningApp, startProgram } from './running/running';

const chosen = readPages().filter(
  ({ id }) => id.startsWith('express/') && id.startsWith(process.env.PAGES ?? ''),
);
const tally = { programs: 0, asked: 0, byCredentials: 0, passedOver: 0, notStarted: 0 };

before(installPackages);
after(() => {
  const { programs, asked, byCredentials, passedOver, notStarted } = tally;
  console.log(
    `pages of Express: ${programs} programs, ${asked} requests, ${byCredentials} with credentials that could be made, ` +
      `${passedOver} passed over since nobody can make theirs, ${notStarted} programs that are said not to start`,
  );
});

describe('pages on the real Express', { concurrency: availableParallelism() }, () => {
  for (const page of chosen) {
    for (const example of page.examples.filter(isRun)) {
      test(`${page.id}, ${example.section}: ${example.name}`, () => checkExample(page, example));
    }
  }
});

/** Quiet examples are run where they say what a request gets. */
function isRun({ section, requests }: Example): boolean {
  return section === 'Fails' || requests.length > 0;
}

type Asked = {
  readonly text: string;
  readonly request: Request;
  readonly kind: OutcomeKind | null;
  readonly expect: Expectation;
  readonly layer: ExpressLayer;
};

async function checkExample(page: Page, example: Example): Promise<void> {
  const analysis = await analysisOf(page, example.files);
  const own = analysis.findings.filter(({ rule }) => rule === page.id);
  const witnesses = own.flatMap((finding) => witnessOf(finding, analysis));
  const stated = statedIn(example.requests, analysis);
  await checkPrograms(page, example.files, analysis, [...witnesses, ...stated], () => []);
  if (example.fixed === null) return;
  const files = fixedFiles(example);
  const fixed = await analysisOf(page, files);
  const gone = own.filter(({ fixes }) => fixes.length > 0).flatMap((finding) => witnessOf(finding, analysis));
  const restated = statedIn(example.fixed.requests, fixed);
  await checkPrograms(page, files, fixed, restated, (layer) =>
    restated.length === 0 ? [] : gone.filter((one) => one.layer.entry === layer.entry),
  );
}

async function analysisOf(page: Page, files: readonly TextFile[]): Promise<Analysis> {
  const isOff = RULE_INFOS.some(({ id, severity }) => id === page.id && severity === 'off');
  return (await analyzeTexts(files, isOff ? { [page.id]: 'info' } : {})).analysis;
}

function fixedFiles({ files, fixed }: Example): readonly ExampleFile[] {
  return files.map((file) => fixed?.files.find(({ name }) => name === file.name) ?? file);
}

function witnessOf(finding: Finding, analysis: Analysis): readonly Asked[] {
  const { witness, message, at } = finding;
  if (witness === null) return [];
  const layers = layersOf(analysis).filter(({ files }) => files.includes(at.file));
  const layer = layers.find((one) =>
    isSaid(decided(one, witness.request, one.stack.versions), witness.expect),
  );
  assert.ok(layer, `no app bears out the witness of: ${message}`);
  return [{ text: message, request: witness.request, kind: null, expect: witness.expect, layer }];
}

function isSaid(outcome: Outcome, { status }: Expectation): boolean {
  return outcome.kind !== 'unknown' && (status === undefined || outcome.status === status);
}

function statedIn(requests: Example['requests'], analysis: Analysis): readonly Asked[] {
  const [layer] = layersOf(analysis);
  return requests.flatMap(({ text, request, kind, expect }) =>
    layer === undefined || kind === 'unknown' ? [] : [{ text, request, kind, expect, layer }],
  );
}

function layersOf(analysis: Analysis): readonly ExpressLayer[] {
  return analysis.layers.filter(isExpressLayer);
}

function decided(
  layer: ExpressLayer,
  request: Request,
  versions: ExpressLayer['stack']['versions'],
): Outcome {
  const ref = { kind: 'express', entry: layer.entry } as const;
  return decideStack({ ...layer.stack, versions }, ref, request).outcome;
}

/** Runs every program of an example on every version that it may run on, and asks what was said of it. */
async function checkPrograms(
  page: Page,
  files: readonly TextFile[],
  analysis: Analysis,
  asked: readonly Asked[],
  gone: (layer: ExpressLayer) => readonly Asked[],
): Promise<void> {
  const layers = layersOf(analysis);
  assert.ok(layers.length > 0, 'the example makes no app');
  for (const entry of new Set(layers.map(({ program }) => program.files[0] ?? ''))) {
    const mine = layers.filter(({ program }) => program.files[0] === entry);
    const versions = [...new Set(mine.flatMap(({ stack }) => startableVersions(stack)))];
    for (const version of versions) {
      const folder = folderOfFiles(files, version);
      try {
        await checkProgram({ page, folder, mine, asked, gone }, nameOf(entry));
      } finally {
        folder.remove();
      }
    }
  }
}

type Checking = {
  readonly page: Page;
  readonly folder: ProgramFolder;
  readonly mine: readonly ExpressLayer[];
  readonly asked: readonly Asked[];
  readonly gone: (layer: ExpressLayer) => readonly Asked[];
};

async function checkProgram(checking: Checking, entry: string): Promise<void> {
  const { page, folder, mine, asked, gone } = checking;
  const { version } = folder;
  const running = await startProgram(folder, entry, { environment: 'filled', finds: 'something' });
  try {
    tally.programs++;
    if (running.failure !== null) {
      assert.match(
        page.markdown,
        /does not start/i,
        `${entry} does not start on ${version}: ${running.failure}`,
      );
      tally.notStarted++;
      return;
    }
    const problems: string[] = [];
    for (const layer of mine) {
      const app = appOf(running, layer);
      for (const one of asked.filter((other) => other.layer.entry === layer.entry)) {
        const problem = await checkOne(app, one, checking, layer, entry);
        if (problem !== null) problems.push(`Express ${version}: ${one.text}: ${problem}`);
      }
      for (const one of gone(layer)) {
        if (
          !credentialsMatter(one, layer, version) &&
          shortfall(await askPlain(app, one.request), one) === null
        ) {
          problems.push(`Express ${version}: ${one.text}: the fix does not change the answer`);
        }
      }
    }
    assert.deepEqual(problems, []);
  } finally {
    running.stop();
  }
}

async function checkOne(
  app: RunningApp,
  one: Asked,
  { folder }: Checking,
  layer: ExpressLayer,
  entry: string,
): Promise<string | null> {
  // Where the versions differ, the page speaks of one of them.
  const outcome = decided(layer, one.request, [folder.version]);
  if (outcome.kind === 'unknown') return null;
  const problem = shortfall(await askPlain(app, one.request), one);
  tally.asked++;
  if (problem === null) return null;
  if (one.request.credentials === 'invalid') return askWhereNothingIsFound(one, folder, layer, entry);
  if (!credentialsMatter(one, layer, folder.version)) return problem;
  if (await isShownByAny(app, folder, one.request, one)) tally.byCredentials++;
  else tally.passedOver++;
  return null;
}

/** The request of a client whose credentials are wrong, where what stands for a database finds nobody. */
async function askWhereNothingIsFound(
  one: Asked,
  folder: ProgramFolder,
  layer: ExpressLayer,
  entry: string,
): Promise<string | null> {
  const running = await startProgram(folder, entry, { environment: 'filled', finds: 'nothing' });
  try {
    return running.failure ?? shortfall(await askPlain(appOf(running, layer), one.request), one);
  } finally {
    running.stop();
  }
}

/** Whether it is the goodness of the credentials that decides: nobody may know how to make good ones. */
function credentialsMatter({ request }: Asked, layer: ExpressLayer, version: ExpressVersion): boolean {
  if (request.credentials === 'invalid') return false;
  const good = decided(layer, request, [version]);
  const bad = decided(layer, { ...request, credentials: 'invalid' }, [version]);
  return JSON.stringify(good) !== JSON.stringify(bad);
}

/** The app of a layer: the one that its file makes. */
function appOf({ apps }: Running, layer: ExpressLayer): RunningApp {
  const app = apps.find(({ file }) => file !== null && file === nameOf(layer.entry)) ?? apps[0];
  assert.ok(app);
  return app;
}

function nameOf(file: string): string {
  return file.slice(joinPath(ROOT, '.').length + 1);
}
