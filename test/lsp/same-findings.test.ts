// The editor shows what the command line prints: the same findings at the same places, on every configuration there is.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { authlint } from '../support/cli';
import { startClient } from './client';

type Finding = {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
  readonly severity: string;
  readonly range: { readonly start: Point; readonly end: Point };
  readonly fixes: readonly { readonly title: string }[];
};
type Point = { readonly line: number; readonly column: number };

const SEVERITIES = ['', 'error', 'warning', 'info'];

/** What the command line finds in a folder, one line a finding. */
function printed(folder: string): readonly string[] {
  const { stdout } = authlint(folder, ['check', '--format', 'json', '--fail-on', 'never']);
  const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] };
  return findings
    .map(({ rule, file, message, severity, range: { start, end }, fixes }) =>
      [
        `${file}:${start.line}:${start.column}-${end.line}:${end.column}`,
        severity,
        rule,
        message,
        ...fixes.map(({ title }) => title),
      ].join(' '),
    )
    .sort();
}

/** What the language server publishes for a folder, in the same form. */
async function shown(folder: string): Promise<readonly string[]> {
  const client = await startClient({ folder: pathToFileURL(folder).toString() });
  await client.analysed();
  const all = [...client.published.values()].flatMap(({ uri, diagnostics }) =>
    diagnostics.map(({ range: { start, end }, severity = 0, code, message, data }) => {
      const file = path.relative(folder, fileURLToPath(uri));
      const fixes = (data as { fixes: readonly { title: string }[] }).fixes.map(({ title }) => title);
      const place = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
      return [`${file}:${place}`, SEVERITIES[severity], code, message, ...fixes].join(' ');
    }),
  );
  await client.stop();
  return all.sort();
}

for (const folder of ['examples/shop', 'test/truth/cases', 'test/lsp/sites']) {
  test(`${folder}: the same findings in the editor and on the command line`, async () => {
    const absolute = path.resolve(folder);
    const expected = printed(absolute);
    assert.ok(expected.length > 0);
    assert.deepEqual(await shown(absolute), expected);
  });
}
