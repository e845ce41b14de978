// A program that is typed into for a long time: what is kept of its states does not grow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { joinPath } from '../../server/src/core';
import { memoryHost } from '../../server/src/host/memory';
import { loadJsParser } from '../../server/src/host/node-parser';
import { Session } from '../../server/src/host/session';
import { COMMON_JS } from '../support/typed-programs';
import { ROOT } from '../support/workspace';

/** A state of the program that is held has more than a megabyte. */
const MAX_GROWTH = 8_000_000;

test('three hundred keystrokes leave no more behind than fifty', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const texts = Object.entries(COMMON_JS).map(([file, text]) => [joinPath(ROOT, file), text] as const);
  const session = new Session(memoryHost(Object.fromEntries(texts), loadJsParser));
  await session.discover([ROOT]);
  const typed = texts.filter(([file]) => /users|orders|guards|app/.test(file));
  let early = 0;
  for (let i = 0; i < 300; i++) {
    const [file, text] = typed[i % typed.length] ?? ['', ''];
    session.replace(file, text.replace("'/", `'/${'x'.repeat((i >> 3) % 20)}`));
    const { findings } = await session.analyze();
    assert.ok(findings.length > 0);
    if (i === 50) early = used();
  }
  const late = used();
  assert.ok(late - early < MAX_GROWTH, `${early} bytes became ${late}`);
});
