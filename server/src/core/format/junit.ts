// `check --format junit`: a test suite a file, a test case a finding, for CI servers that show test results.
import type { Finding } from '../findings/finding';
import { witnessLine } from './curl';
import type { Results } from './results';
import { shownWitness } from './secret';

/** @param fails whether a finding makes the run fail; the others are shown as passed, with their message */
export function formatJunit(
  { findings, errors, files, source }: Results,
  fails: (finding: Finding) => boolean,
): string {
  const suites = new Map<string, string[]>();
  const add = (name: string, testCase: string) => suites.set(name, [...(suites.get(name) ?? []), testCase]);
  for (const finding of findings) {
    add(
      source.name(finding.at.file),
      findingCase(finding, source.range(finding.at).start.line, fails(finding)),
    );
  }
  for (const { file, message } of errors) {
    add(
      source.name(file),
      `    <testcase name="read" classname="authlint"><error message="${xml(message)}"/></testcase>`,
    );
  }
  if (suites.size === 0) add('authlint', `    <testcase name="${files} files" classname="authlint"/>`);
  const failures = findings.filter(fails).length;
  const tests = [...suites.values()].reduce((sum, cases) => sum + cases.length, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="authlint" tests="${tests}" failures="${failures}" errors="${errors.length}">`,
    ...[...suites].flatMap(([name, cases]) => suite(name, cases)),
    '</testsuites>\n',
  ].join('\n');
}

function suite(name: string, cases: readonly string[]): readonly string[] {
  const having = (part: string) => cases.filter((one) => one.includes(part)).length;
  const counts = `tests="${cases.length}" failures="${having('<failure ')}" errors="${having('<error ')}"`;
  return [`  <testsuite name="${xml(name)}" ${counts}>`, ...cases, '  </testsuite>'];
}

function findingCase(finding: Finding, line: number, fails: boolean): string {
  const name = `${finding.rule} line ${line}`;
  const witness = shownWitness(finding);
  const detail = [finding.message, ...(witness === null ? [] : [witnessLine(witness)])].join('\n');
  const body = fails
    ? `<failure type="${finding.severity}" message="${xml(finding.message)}">${xml(detail)}</failure>`
    : `<system-out>${xml(detail)}</system-out>`;
  return `    <testcase name="${xml(name)}" classname="${xml(finding.rule)}">${body}</testcase>`;
}

/** Escapes for attributes and text; characters that XML 1.0 cannot hold at all become U+FFFD. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
