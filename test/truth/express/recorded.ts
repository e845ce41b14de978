// Programs with the answers that they gave: read from a folder, played on the really running program, and explained.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Analysis, type HeaderLine, type Outcome, requestTo } from '../../../server/src/core';
import { nodeHost } from '../../../server/src/host/node';
import { Session } from '../../../server/src/host/session';
import { type ExpressVersion, folderLike } from './running/folder';
import { type Answer, ask, type RunningApp, startProgram } from './running/running';

export type Expected = {
  readonly status: number;
  readonly www_authenticate: string | null;
  readonly location: string | null;
};

export type Recorded = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The client sends the cookies that it got before, as a browser would. */
  readonly jar?: boolean;
  readonly expect: Expected;
};

export type Case = {
  readonly name: string;
  readonly path: string;
  readonly entry: string;
  readonly verdict: 'good' | 'bad';
  readonly express: ExpressVersion;
  /** The rules that should report, without the prefix of the kind. */
  readonly rules: readonly string[];
  readonly requests: readonly Recorded[];
};

/** The cases of a folder, sorted; none where it is not there. */
export function casesIn(folder: string): readonly Case[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = resolve(folder, name);
      const entry = ['app.js', 'app.mjs', 'app.ts'].find((file) => existsSync(join(path, file)));
      if (entry === undefined || !existsSync(join(path, 'meta.json'))) return [];
      const meta: Pick<Case, 'verdict' | 'express' | 'rules'> = JSON.parse(
        readFileSync(join(path, 'meta.json'), 'utf8'),
      );
      const requests: Recorded[] = JSON.parse(readFileSync(join(path, 'requests.json'), 'utf8'));
      return [{ ...meta, name, path, entry, requests }];
    });
}

/** One request as it was really sent, with what it got. */
export type Played = { readonly recorded: Recorded; readonly cookies: string; readonly got: Expected };

/** Starts a case's program, and sends its requests one after the other. */
export async function play(one: Case): Promise<readonly Played[]> {
  const folder = folderLike(one.path, one.express);
  const running = await startProgram(folder, one.entry, { environment: 'empty', finds: 'something' });
  try {
    assert.equal(running.failure, null, 'the program starts');
    const [app] = running.apps;
    assert.ok(app);
    const jar: Jar = new Map();
    const played: Played[] = [];
    for (const recorded of one.requests) played.push(await send(app, recorded, jar));
    return played;
  } finally {
    running.stop();
    folder.remove();
  }
}

type Jar = Map<string, { readonly value: string; readonly isSecure: boolean }>;

async function send(app: RunningApp, recorded: Recorded, jar: Jar): Promise<Played> {
  const { method, url, headers, body } = recorded;
  const cookies = recorded.jar === true ? cookieHeader(jar, headers) : '';
  const lines = linesOf(recorded, cookies);
  const answer = await ask(app, {
    method,
    target: url,
    headers: lines,
    ...(body === undefined ? {} : { body }),
  });
  if (recorded.jar === true) keep(jar, answer);
  return {
    recorded,
    cookies,
    got: { status: answer.status, www_authenticate: answer.challenge, location: answer.location },
  };
}

function linesOf({ headers }: Recorded, cookies: string): readonly HeaderLine[] {
  return [...Object.entries(headers), ...(cookies === '' ? [] : [['Cookie', cookies] as const])];
}

/** A browser sends cookies that are marked Secure only where the proxy in front says that it speaks https. */
function cookieHeader(jar: Jar, headers: Recorded['headers']): string {
  const isSecure = headers['x-forwarded-proto'] === 'https';
  return [...jar]
    .filter(([, cookie]) => isSecure || !cookie.isSecure)
    .map(([name, { value }]) => `${name}=${value}`)
    .join('; ');
}

function keep(jar: Jar, { cookies }: Answer): void {
  for (const line of cookies) {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const equals = pair.indexOf('=');
    const isSecure = attributes.some((one) => /^secure$/i.test(one));
    jar.set(pair.slice(0, equals), { value: pair.slice(equals + 1), isSecure });
  }
}

/** Writes down what was answered. */
export function write(one: Case, played: readonly Played[]): void {
  const requests = played.map(({ recorded, got }) => ({ ...recorded, expect: got }));
  writeFileSync(join(one.path, 'requests.json'), `${JSON.stringify(requests, null, 2)}\n`);
}

/** What the product makes of a case's folder. */
export async function analysisOf(one: Case): Promise<{ session: Session; analysis: Analysis }> {
  const session = new Session(nodeHost(one.path));
  await session.discover(['.']);
  return { session, analysis: await session.analyze() };
}

export type Verdict = 'right' | 'wrong' | 'unknown';

/** Whether one of the answers to good and to bad credentials is the one that the program gave. */
export async function explained(
  session: Session,
  analysis: Analysis,
  { recorded, cookies, got }: Played,
): Promise<{ readonly verdict: Verdict; readonly outcomes: readonly Outcome[] }> {
  const outcomes: Outcome[] = [];
  for (const credentials of ['valid', 'invalid'] as const) {
    const bodyLength = recorded.body?.length ?? 0;
    const more = { headers: linesOf(recorded, cookies), credentials, bodyLength, from: '127.0.0.1' };
    const request = requestTo(recorded.method, recorded.url, more);
    assert.ok(request);
    const decision = await session.explain(analysis, request);
    assert.ok(decision, 'the program makes an app');
    outcomes.push(decision.outcome);
  }
  if (outcomes.some((outcome) => agrees(outcome, got))) return { verdict: 'right', outcomes };
  return { verdict: outcomes.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'wrong', outcomes };
}

/** Whether an outcome is what was answered. */
export function agrees(outcome: Outcome, got: Expected): boolean {
  if (outcome.kind === 'unknown') return false;
  // Of an answer that lets the request through, the status is the handler's own matter.
  const isThrough = outcome.kind === 'passed' && ![0, 401, 403].includes(got.status) && got.status < 500;
  const challenge = outcome.challenges?.join(', ') ?? null;
  return (
    (outcome.status === got.status || isThrough) &&
    challenge === got.www_authenticate &&
    outcome.location === got.location
  );
}
