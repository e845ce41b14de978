// What a small Express program answers to one request, as AuthLint reads it.
import assert from 'node:assert/strict';
import type { Version } from '../../server/src/core/kinds/express/behaviour/behaviour';
import { decideStack } from '../../server/src/core/kinds/express/dispatch/decide';
import { type Credentials, requestTo } from '../../server/src/core/model/request';
import { programOf, stackOf } from '../truth/express/load';

type Asked = {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials;
  readonly version?: Version;
  readonly packages?: Readonly<Record<string, string>>;
};

/** The status, with the challenge or the location behind it; `unknown` where it is not decided. */
export function answer(body: string, asked: Asked = {}): string {
  const { method = 'GET', url = '/', headers = {}, credentials = 'valid', version = 5, packages } = asked;
  const text = `const express = require('express');\nconst app = express();\n${body}\nmodule.exports = app;`;
  const program = programOf(text, packages);
  const stack = program === null ? null : stackOf(program, version);
  const request = requestTo(method, url, { headers: Object.entries(headers), credentials });
  assert.ok(stack && request);
  const { outcome } = decideStack(stack, { kind: 'express', entry: 'app.js' }, request);
  if (outcome.kind === 'unknown') return 'unknown';
  return [outcome.status, ...(outcome.challenges ?? []), outcome.location ?? ''].join(' ').trim();
}
