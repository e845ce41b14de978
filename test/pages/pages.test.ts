// Every rule's page is a suite: what it says of its examples is so. UPDATE=1 writes what the fixes make of them.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import {
  applyEdits,
  areDisjoint,
  type Edit,
  type Finding,
  joinPath,
  lineIndex,
  meets,
  type Overrides,
  positionAt,
  RULE_INFOS,
} from '../../server/src/core';
import { defaultFile, type Example, type ExampleFile, type Page, readPages } from '../support/pages';
import { isFast } from '../support/random';
import type { StatedDecision } from '../support/requests';
import { analyzeTexts, ROOT } from '../support/workspace';

const SECTIONS = ['Why', 'Fails', 'Quiet', 'When not to report', 'See also'];
const NO_WITNESS = 'No single request can show it';
const updating = process.env.UPDATE === '1';
const pages = readPages();

test('every rule has a page, and every page a rule', () => {
  assert.deepEqual(
    pages.map(({ id }) => id),
    RULE_INFOS.map(({ id }) => id),
  );
});

/** PAGES=nginx/htpasswd runs only the pages whose names start so. */
const chosen = pages.filter(({ id }) => id.startsWith(process.env.PAGES ?? ''));

for (const page of chosen) {
  describe(page.id, () => {
    const fixed = new Map<Example, readonly ExampleFile[]>();
    test('says what its rule says of itself', () => checkHead(page));
    for (const example of page.examples) {
      const name = `${example.section}: ${example.name}`;
      const checks = Object.entries(checksOf(page, example, fixed));
      // Of thousands of tests, most of the time would be that of the runner.
      if (isFast) test(name, () => inTurn(checks));
      else describe(name, () => checks.forEach(([what, check]) => void test(what, check)));
    }
    if (updating) test('is written with what the fixes make', () => writeFixed(page, fixed));
  });
}

function checkHead(page: Page): void {
  const info = RULE_INFOS.find(({ id }) => id === page.id);
  assert.equal(page.title, page.id);
  assert.deepEqual(page.sections, SECTIONS);
  assert.deepEqual(
    [page.table.Kind, page.table.Certainty, page.table.Severity],
    [info?.kind, info?.certainty, info?.severity],
  );
  assert.match(page.table.Fix ?? '', /^(none|safe|review|safe or review)$/);
  assert.ok(
    page.summary.length > 20 && !page.summary.startsWith('|'),
    'the page starts with what the rule is about',
  );
  const count = (section: string) => page.examples.filter((example) => example.section === section).length;
  assert.ok(count('Quiet') > count('Fails'), 'there are more quiet examples than failing ones');
}

type Check = () => Promise<void>;

async function inTurn(checks: readonly (readonly [what: string, check: Check])[]): Promise<void> {
  for (const [, check] of checks) await check();
}

function checksOf(
  page: Page,
  example: Example,
  fixed: Map<Example, readonly ExampleFile[]>,
): Readonly<Record<string, Check>> {
  let analyzed: Promise<Analyzed> | null = null;
  const look = async () => {
    analyzed ??= analyzeTexts(example.files, switchedOn(page));
    const { session, analysis } = await analyzed;
    const own = analysis.findings.filter(({ rule }) => rule === page.id);
    return { session, analysis, own };
  };
  const isQuiet = example.section === 'Quiet';
  const checks: Record<string, Check> = {
    'every rule runs, and every witness holds': async () => {
      const { analysis } = await look();
      assert.deepEqual(analysis.errors, []);
      const refuted = analysis.refuted.map(({ rule, message, witness }) => ({ rule, message, witness }));
      assert.deepEqual(refuted, []);
    },
    [isQuiet ? 'reports nothing' : 'reports what is marked']: async () => {
      const { own } = await look();
      assert.ok(isQuiet || example.marks.length > 0, 'a failing example has a mark');
      checkMarks(page, example, own);
    },
  };
  if (example.requests.length > 0) {
    checks['decides as stated'] = async () => checkRequests(example.requests, await look());
  }
  if (!isQuiet) {
    checks['is fixed as shown'] = async () => {
      const { own, ...before } = await look();
      checkWitnesses(page, own);
      await checkFix(page, example, own, before, fixed);
    };
  }
  return checks;
}

type Analyzed = Awaited<ReturnType<typeof analyzeTexts>>;

/** A rule that is off by default is run on its own page. */
function switchedOn({ id }: Page): Overrides {
  return RULE_INFOS.some((info) => info.id === id && info.severity === 'off') ? { [id]: 'info' } : {};
}

/** Each mark has a finding and each finding a mark, on the same line and with the same certainty. */
function checkMarks(page: Page, example: Example, own: readonly Finding[]): void {
  const found = own.map((finding) => ({ ...whereOf(finding, example), finding }));
  const unmarked = found.filter(
    ({ file, line, finding }) =>
      !example.marks.some(
        (mark) =>
          isRule(mark.rule, page.id) &&
          mark.file === file &&
          mark.line === line &&
          mark.certainty === finding.certainty &&
          finding.message.includes(mark.message),
      ),
  );
  const describeFound = unmarked.map(
    ({ file, line, pageLine, finding }) =>
      `${page.path}:${pageLine} (${file}:${line}) ${finding.certainty}: ${finding.message}`,
  );
  assert.deepEqual(describeFound, [], 'these findings are not marked');
  const missing = example.marks.filter(
    (mark) =>
      !found.some(
        ({ file, line, finding }) =>
          mark.file === file && mark.line === line && finding.message.includes(mark.message),
      ),
  );
  assert.deepEqual(missing, [], 'these marks have no finding');
}

function isRule(name: string, id: string): boolean {
  return name === id || id.endsWith(`/${name}`);
}

function whereOf({ at }: Finding, example: Example): { file: string; line: number; pageLine: number } {
  const file = example.files.find(({ name }) => joinPath(ROOT, name) === at.file);
  const line = positionAt(lineIndex(file?.text ?? ''), at.span.start).line + 1;
  return { file: file?.name ?? at.file, line, pageLine: (file?.pageLine ?? 0) + line - 1 };
}

async function checkRequests(
  requests: readonly StatedDecision[],
  { session, analysis }: Analyzed,
): Promise<void> {
  for (const { text, request, kind, expect } of requests) {
    const decision = await session.explain(analysis, request);
    assert.ok(decision !== null, `nothing answers: ${text}`);
    const shown = `${text}\n${JSON.stringify({ outcome: decision.outcome, upstream: decision.upstream }, null, 1)}`;
    if (kind !== null) assert.equal(decision.outcome.kind, kind, shown);
    if (kind !== 'unknown') assert.ok(meets(decision, expect), shown);
  }
}

function checkWitnesses(page: Page, own: readonly Finding[]): void {
  if (page.markdown.includes(NO_WITNESS)) return;
  const without = own.filter(({ certainty, witness }) => certainty === 'assert' && witness === null);
  assert.deepEqual(
    without.map(({ message }) => message),
    [],
    `these have no witness, and the page does not say: ${NO_WITNESS}`,
  );
}

/** A fix may only come to be free once another one is applied; after so many rounds it is a circle. */
const MAX_ROUNDS = 5;

/** The first fix of every finding, applied: it is as the page shows it, the findings are gone and none is new. */
async function checkFix(
  page: Page,
  example: Example,
  own: readonly Finding[],
  before: Analyzed,
  fixed: Map<Example, readonly ExampleFile[]>,
): Promise<void> {
  checkFixColumn(page, own);
  if (disjointEdits(own).length === 0) {
    assert.equal(example.fixed, null, 'the page shows a fix, and there is none');
    return;
  }
  const again = await fixAll(page, example, own);
  const changed = again.files.filter(({ text }, i) => text !== example.files[i]?.text);
  fixed.set(example, changed);
  const count = (findings: readonly Finding[], rule: string) =>
    findings.filter((one) => one.rule === rule).length;
  for (const rule of new Set(again.analysis.findings.map((finding) => finding.rule))) {
    if (count(again.analysis.findings, rule) <= count(before.analysis.findings, rule)) continue;
    const mine = again.analysis.findings.filter((finding) => finding.rule === rule);
    const hidden = await Promise.all(mine.map((finding) => wasHidden(finding, before)));
    assert.ok(!hidden.includes(false), `the fix brings about findings of ${rule}`);
  }
  const withoutFix = own.filter(({ fixes }) => fixes.length === 0).length;
  assert.ok(count(again.analysis.findings, page.id) <= withoutFix, 'the fix leaves the finding');
  if (updating) return;
  assert.ok(example.fixed !== null, 'the page does not show the fix: run with UPDATE=1');
  assert.deepEqual(
    example.fixed.files.map(({ name, text }) => ({ name, text })),
    changed.map(({ name, text }) => ({ name, text })),
  );
  await checkRequests(example.fixed.requests, again);
}

/**
 * Whether a question about a refusal could not be asked before, since its request was not refused so, or the app did
 * not run: the fault hid it. An answer that was 401 already and loses its challenge, or becomes 403, is
 * the doing of the fix.
 */
async function wasHidden({ certainty, witness }: Finding, { session, analysis }: Analyzed): Promise<boolean> {
  if (certainty !== 'hint' || witness === null) return false;
  const decision = await session.explain(analysis, witness.request);
  if (decision === null || decision.outcome.kind === 'unknown') return true;
  return ![401, witness.expect.status].includes(decision.outcome.status);
}

async function fixAll(page: Page, example: Example, own: readonly Finding[]) {
  let files = example.files;
  let findings = own;
  for (let round = 0; ; round++) {
    const edits = disjointEdits(findings);
    files = files.map((file) => {
      const mine = edits.filter((edit) => edit.file === joinPath(ROOT, file.name));
      return { ...file, text: applyEdits(file.text, mine) };
    });
    const again = await analyzeTexts(files, switchedOn(page));
    findings = again.analysis.findings.filter(({ rule }) => rule === page.id);
    if (round === MAX_ROUNDS || disjointEdits(findings).length === 0) return { files, ...again };
  }
}

/** What the page's table says of fixes is what the rule offers on its own examples. */
function checkFixColumn(page: Page, own: readonly Finding[]): void {
  const said = page.table.Fix ?? '';
  for (const { fixes } of own) {
    for (const { safety } of fixes)
      assert.ok(said.includes(safety), `a fix is ${safety}, and the table says ${said}`);
    for (const { edits } of fixes) assert.ok(areDisjoint(edits), 'the edits of a fix touch each other');
  }
}

function disjointEdits(findings: readonly Finding[]): readonly Edit[] {
  const taken: Edit[] = [];
  for (const { fixes } of findings) {
    const edits = fixes[0]?.edits ?? [];
    const isSame = edits.every((edit) =>
      taken.some((other) => JSON.stringify(edit) === JSON.stringify(other)),
    );
    if (!isSame && areDisjoint([...taken, ...edits])) taken.push(...edits);
  }
  return taken;
}

/** Writes the fixed files of all examples into the page, from its end to its start so that line numbers stay right. */
function writeFixed(page: Page, fixed: ReadonlyMap<Example, readonly ExampleFile[]>): void {
  const lines = page.markdown.split('\n');
  const examples = [...fixed.keys()].sort((a, b) => b.end - a.end);
  for (const example of examples) {
    const blocks = (fixed.get(example) ?? []).flatMap(({ name, language, text }) => [
      '',
      `\`\`\`${language}${name === defaultFile(language) ? '' : ` ${name}`}`,
      ...text.replace(/\n$/, '').split('\n'),
      '```',
    ]);
    const section = ['#### After the fix', ...blocks];
    if (example.fixed === null) lines.splice(example.end, 0, '', ...section);
    else lines.splice(example.fixed.lines[0], example.fixed.lines[1] - example.fixed.lines[0], ...section);
  }
  const text = lines.join('\n');
  if (text !== page.markdown) writeFileSync(page.path, text);
}
