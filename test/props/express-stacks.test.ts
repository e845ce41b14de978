// Random stacks on the real Express 4 and 5: the same functions run, in the same order, and the answer is the same.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { waysThrough } from '../../server/src/core/kinds/express/dispatch/decide';
import type { Stack } from '../../server/src/core/kinds/express/stack';
import { requestTo } from '../../server/src/core/model/request';
import { fc, runs } from '../support/random';
import { modelRouter, realApp } from '../truth/express/build';
import { type Got, type RealRouter, type Sent, serve } from '../truth/express/real';
import { type RouterSpec, routerSpec, sentRequest } from '../truth/express/spec';

const APPS = runs(600);
const REQUESTS = 8;

type Answer = {
  readonly status: number;
  readonly trace: string;
  readonly challenge: string;
  readonly location: string;
  readonly allow: string;
};

describe('random stacks', () => {
  for (const version of [4, 5] as const) {
    test(`Express ${version} runs the same functions and answers the same`, async () => {
      const app = routerSpec(version, 'app', 2);
      const requests = fc.array(sentRequest, { minLength: REQUESTS, maxLength: REQUESTS });
      await fc.assert(
        fc.asyncProperty(app, requests, (spec, sent) => compare(version, spec, sent)),
        { numRuns: APPS },
      );
    });
  }
});

async function compare(version: 4 | 5, spec: RouterSpec, requests: readonly Sent[]): Promise<void> {
  const stack: Stack = { app: modelRouter(spec), versions: [version] };
  const app = started(version, spec);
  if (app === null) {
    assert.equal(modelAnswer(stack, version, requests[0]), 'throws', 'the real app does not start');
    return;
  }
  await serve(app, async (ask) => {
    for (const sent of requests) {
      const model = modelAnswer(stack, version, sent);
      if (model === 'unknown') continue;
      assert.deepEqual(model, realAnswer(await ask(sent)), `${sent.method} ${sent.target}`);
    }
  });
}

function started(version: 4 | 5, spec: RouterSpec): RealRouter | null {
  try {
    return realApp(version, spec);
  } catch {
    return null;
  }
}

function modelAnswer(stack: Stack, version: 4 | 5, sent: Sent | undefined): Answer | 'unknown' | 'throws' {
  const request = requestTo(sent?.method ?? 'GET', sent?.target ?? '/', { headers: sent?.headers ?? [] });
  assert.ok(request);
  const { ways } = waysThrough(stack, { kind: 'express', entry: 'random.js' }, request, version);
  const [way] = ways;
  assert.ok(way);
  assert.equal(ways.length, 1, 'nothing in a random stack has to be supposed');
  const { end, exchange } = way.result;
  if (end.kind === 'unknown') return end.reason.includes('refuses') ? 'throws' : 'unknown';
  assert.equal(end.kind, 'answered');
  const headerText = (name: string) => exchange.answerHeader(name).join(', ');
  return {
    status: exchange.status ?? 0,
    trace: headerText('X-Trace'),
    challenge: headerText('WWW-Authenticate'),
    location: headerText('Location'),
    allow: headerText('Allow'),
  };
}

function realAnswer({ status, headers }: Got): Answer {
  return {
    status,
    trace: String(headers['x-trace'] ?? ''),
    challenge: headers['www-authenticate'] ?? '',
    location: headers.location ?? '',
    allow: headers.allow ?? '',
  };
}
