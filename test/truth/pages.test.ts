// Every rule's page on the real nginx: its examples start, its witnesses and requests get what they are said to get,
// and its fixes change what they promise to change, and nothing else.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Analysis, applyEdits, type Finding, type Fix, RULE_INFOS } from '../../server/src/core';
import { isKnownDirective } from '../../server/src/core/kinds/nginx/directives';
import { type Example, type Page, readPages } from '../support/pages';
import { analyzeTexts, type TextFile } from '../support/workspace';
import type { Observed } from './support/compare';
import { nginxVersion } from './support/nginx';
import { unmet } from './support/observe';
import { type Asked, askAll, workspaceOf } from './support/page-site';
import { checkWorkspace } from './support/site';

before(() => assert.notEqual(nginxVersion(), null, 'nginx is not installed: apt-get install nginx-full'));

for (const page of readPages().filter(({ id }) => id.startsWith('nginx/'))) {
  describe(page.id, () => {
    for (const example of page.examples) {
      test(`${example.section}: ${example.name}`, () => checkExample(page, example));
    }
  });
}

async function checkExample(page: Page, example: Example): Promise<void> {
  const { analysis, session } = await analyzeTexts(example.files);
  const starts = await checkStarts(page, example.files, analysis);
  const own = analysis.findings.filter(({ rule }) => rule === page.id);
  const witnesses: Asked[] = own.flatMap((finding) =>
    finding.witness === null ? [] : [{ ...finding.witness, text: finding.message, finding }],
  );
  const stated: Asked[] = [];
  for (const { text, request, kind, expect } of example.requests) {
    const decision = await session.explain(analysis, request);
    const entry = decision?.outcome.by.entry ?? null;
    stated.push({ text, request, expect: kind === 'unknown' ? {} : expect, kind, entry, finding: null });
  }
  if (!starts) return;
  const asked = [...witnesses, ...stated];
  const before = await askAll(example.files, analysis, asked);
  assert.deepEqual(
    asked.flatMap((one) => promises(one, before.get(one))),
    [],
  );
  for (const finding of own) {
    for (const [i, fix] of finding.fixes.entries()) {
      await checkFix({ page, example, analysis, asked, before, finding }, fix, i === 0);
    }
  }
}

/** Whether nginx takes all of the example's configurations; a rule about broken ones may show such. */
async function checkStarts(page: Page, files: readonly TextFile[], analysis: Analysis): Promise<boolean> {
  for (const layer of analysis.layers.filter(({ kind }) => kind === 'nginx')) {
    const { ok, messages } = await checkWorkspace(workspaceOf(files), layer.entry);
    if (ok) continue;
    assert.ok(
      isExpectedToFail(page, messages),
      `nginx does not start with ${layer.entry}: ${messages.join('\n')}`,
    );
    return false;
  }
  return true;
}

function isExpectedToFail(page: Page, messages: readonly string[]): boolean {
  const info = RULE_INFOS.find(({ id }) => id === page.id);
  if (info?.kind === 'syntax' || /does not start/i.test(page.markdown)) return true;
  // Directives of NGINX Plus and of modules that Debian does not have are not mistakes.
  const unknown = messages.flatMap((message) => /unknown directive "([^"]+)"/.exec(message)?.[1] ?? []);
  return unknown.length > 0 && unknown.every(isKnownDirective);
}

/** How an answer falls short of what was said of it, a line each. */
function promises(asked: Asked, observed: Observed | undefined): readonly string[] {
  if (observed === undefined) return [`${asked.text}: nobody was asked`];
  const problems = [...unmet(observed, asked.expect)];
  const refused = observed.status === 401 || observed.status === 403 || observed.status >= 500;
  if (asked.kind === 'passed' && refused) problems.push(`said to pass, nginx ${observed.status}`);
  return problems.map((problem) => `${asked.text}: ${problem}`);
}

type Fixing = {
  readonly page: Page;
  readonly example: Example;
  readonly analysis: Analysis;
  readonly asked: readonly Asked[];
  readonly before: ReadonlyMap<Asked, Observed>;
  readonly finding: Finding;
};

async function checkFix(fixing: Fixing, fix: Fix, isFirst: boolean): Promise<void> {
  const { page, example, analysis, asked, before, finding } = fixing;
  const name = `"${fix.title}"`;
  const files = example.files.map((file) => {
    const [path = ''] = workspaceOf([file]).keys();
    return {
      ...file,
      text: applyEdits(
        file.text,
        fix.edits.filter((edit) => edit.file === path),
      ),
    };
  });
  const { analysis: after } = await analyzeTexts(files);
  assert.ok(await checkStarts(page, files, after), `nginx does not start after ${name}`);
  const left = (all: Analysis) => all.findings.filter(({ rule }) => rule === page.id).length;
  assert.ok(left(after) < left(analysis), `${name} leaves the finding`);

  const answers = await askAll(files, after, asked);
  for (const one of asked) {
    const [then, now] = [before.get(one), answers.get(one)];
    if (then === undefined || now === undefined) continue;
    if (one.finding === finding) {
      assert.notDeepEqual(unmet(now, one.expect), [], `${one.text}: ${name} changes nothing`);
    } else if (isFirst && one.finding === null && !isRestated(one, example)) {
      assert.deepEqual(now, then, `${one.text}: ${name} changes its answer, and the page does not say so`);
    }
  }
}

/** Whether the page says what a request gets after the fix. */
function isRestated({ request }: Asked, { fixed }: Example): boolean {
  const key = JSON.stringify(request);
  return fixed?.requests.some((stated) => JSON.stringify(stated.request) === key) === true;
}
