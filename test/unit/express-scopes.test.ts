// What rules see of functions that nothing calls: parameters stay open, and what rests on constants is known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everythingIn } from '../../server/src/core/kinds/express/program/everything';
import { programOf } from '../truth/express/load';

/** What `probe.it(…)` is given in a program, one word for each call. */
function given(body: string): readonly string[] {
  const program = programOf(`const probe = require('probe');\nconst express = require('express');\n${body}`);
  assert.ok(program);
  return everythingIn(program).calls.map(({ args: [value] }) => {
    if (value?.kind === 'string') return `"${value.value}"`;
    return value?.kind === 'member' && value.name.kind === 'string'
      ? `.${value.name.value}`
      : String(value?.kind);
  });
}

test('names of blocks, of what is taken apart and of inner functions are known', () => {
  assert.deepEqual(
    given(`
      const outer = 'outer';
      function handler(req, res) {
        const { authorization } = req.headers;
        probe.it(authorization);
        if (res) { const outer = 'inner'; probe.it(outer); }
        try { const a = outer; probe.it(a); } catch (outer) { probe.it(outer); }
        for (const outer of req.list) probe.it(outer);
        function name() { return 'inner function'; }
        probe.it(name());
        probe.it(outer);
      }`),
    ['.authorization', '"inner"', '"outer"', 'unknown', 'unknown', '"inner function"', '"outer"'],
  );
});

test('a name that gets another value is not taken for its first one', () => {
  assert.deepEqual(
    given(`
      function handler(req) {
        let token = 'first';
        if (req.x) token = 'second';
        let count = 1;
        count++;
        let later;
        probe.it(token); probe.it(count); probe.it(later);
      }`),
    ['unknown', 'unknown', 'unknown'],
  );
});
