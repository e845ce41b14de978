// Turning a rule off in a settings file: one entry more, and everything else as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/src/core';
import { readConfig, turnOff } from '../../server/src/core/parts/settings';
import { fc } from '../support/random';

const RULE = 'nginx/htpasswd-bom';

const after = (text: string) => {
  const change = turnOff(text, RULE);
  return change === null ? null : applyEdits(text, [change]);
};

test('YAML keeps its comments, its order and its indentation', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', `rules:\n  ${RULE}: "off"\n`],
    ['# ours\n', `# ours\nrules:\n  ${RULE}: "off"\n`],
    ['exclude: []', `exclude: []\nrules:\n  ${RULE}: "off"\n`],
    ['rules: # none\n', `rules:\n  ${RULE}: "off" # none\n`],
    ['rules: {}\n# end\n', `rules: {"${RULE}": "off"}\n# end\n`],
    [
      'rules:\n    # loud\n    nginx/syntax: error\nexclude: []\n',
      `rules:\n    # loud\n    ${RULE}: "off"\n    nginx/syntax: error\nexclude: []\n`,
    ],
    [`rules:\n  ${RULE}: error # why\n`, `rules:\n  ${RULE}: "off" # why\n`],
    ['rules: { nginx/syntax: info }\n', `rules: {"${RULE}": "off",  nginx/syntax: info }\n`],
  ];
  for (const [text, expected] of cases) assert.equal(after(text), expected);
});

test('JSON stays JSON', () => {
  for (const text of [
    '{}',
    '{ "exclude": [] }',
    '{\n  "rules": { "nginx/syntax": "info" }\n}',
    '{"rules":{}}',
  ]) {
    const changed = after(text);
    assert.ok(changed !== null);
    assert.equal(JSON.parse(changed).rules[RULE], 'off');
  }
});

test('what is no mapping, or cannot be read, is left to a person', () => {
  for (const text of ['- a\n', 'rules: all\n', 'rules: [a]\n', 'rules: {\n', 'a: b: c\n']) {
    assert.equal(after(text), null, text);
  }
});

test('the rule is off afterwards, and all other settings are what they were', () => {
  const severity = fc.constantFrom('error', 'warning', 'info', '"off"');
  const rule = fc.constantFrom(RULE, 'nginx/syntax', 'nginx/htpasswd-empty-password');
  const entries = fc.uniqueArray(fc.tuple(rule, severity), { selector: ([id]) => id });
  fc.assert(
    fc.property(entries, fc.boolean(), fc.boolean(), (rules, isFlow, isLast) => {
      const list = isFlow
        ? `rules: { ${rules.map((entry) => entry.join(': ')).join(', ')} }\n`
        : `rules:\n${rules.map((entry) => `  ${entry.join(': ')} # why\n`).join('')}`;
      const text = isLast ? `exclude: [a]\n${list}` : `${list}exclude: [a]\n`;
      const changed = after(text);
      assert.ok(changed !== null, text);
      const ids = [RULE, ...rules.map(([id]) => id)];
      const [before, now] = [text, changed].map((one) => readConfig('/authlint.yaml', one, ids));
      assert.deepEqual(now?.problems, [], changed);
      assert.deepEqual(now?.config.rules, { ...before?.config.rules, [RULE]: 'off' });
      assert.deepEqual(now?.config.exclude, ['a']);
    }),
    { numRuns: 200 },
  );
});
