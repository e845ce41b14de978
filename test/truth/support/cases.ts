// Recorded cases: a configuration, requests, and what the real nginx answered to each.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEcho } from './echo';
import type { ConfigTest } from './nginx';
import { type Answer, valuesOf } from './send';
import { checkWorkspace, openSite, type Question } from './site';
import { readWorkspace, type Setup, SITE, type Workspace } from './workspace';

/** What nginx answered, in the words of `requests.json`. */
export type Recorded = {
  readonly status: number;
  /** Why there is no answer, where the status is 0. */
  readonly error?: string;
  /** All values, joined by a comma. */
  readonly www_authenticate: string | null;
  /** `null`: the upstream got none; `absent`: no echoing upstream answered. */
  readonly upstream_saw_authorization: string | null;
  readonly www_authenticate_lines?: number;
  readonly upstream?: string;
  readonly upstream_uri?: string;
  readonly location?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
} & Readonly<Record<`elapsed${string}`, boolean>>;

export type CaseRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly note?: string;
  readonly body?: string;
  /** Length of a body whose content does not matter. */
  readonly body_size?: number;
  /** More header lines, for names that come twice. */
  readonly raw_headers?: readonly string[];
  readonly host_last?: boolean;
  /** The local address to send from. */
  readonly from?: string;
  readonly http?: '1.0';
  /** No Host line at all. */
  readonly no_host?: boolean;
  /** Headers of the answer to record, or `elapsed>=500ms`. */
  readonly record?: readonly string[];
  readonly expect: Recorded;
};

export type LabelledFinding = { readonly rule: string; readonly file: string; readonly line: number };

export type Lint = {
  readonly title: string;
  readonly kind: 'good' | 'bad' | 'mixed';
  readonly topics: readonly string[];
  readonly findings: readonly LabelledFinding[];
};

export type Case = {
  readonly name: string;
  readonly folder: string;
  readonly workspace: Workspace;
  readonly setup: Setup;
  readonly requests: readonly CaseRequest[];
  readonly configTest: ConfigTest | null;
  readonly lint: Lint;
};

/** The main file of every case. */
export const CASE_ENTRY = `${SITE}/nginx.conf`;

/** Files of a case that say something about it and do not belong to the configuration. */
const ABOUT = new Set(['requests.json', 'config-test.json', 'lint.json', 'setup.json']);

/** All cases below a folder, by name. */
export function readCases(folder: string): readonly Case[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'nginx.conf')))
    .sort()
    .map((name) => readCase(join(folder, name), name));
}

function readCase(folder: string, name: string): Case {
  const json = <T>(file: string, otherwise: T): T => {
    const path = join(folder, file);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : otherwise;
  };
  const workspace = new Map(
    [...readWorkspace(folder)].filter(([file]) => !ABOUT.has(file.slice(SITE.length + 1))),
  );
  return {
    name,
    folder,
    workspace,
    setup: json<Setup>('setup.json', {}),
    requests: json<readonly CaseRequest[]>('requests.json', []),
    configTest: json<ConfigTest | null>('config-test.json', null),
    lint: json<Lint>('lint.json', { title: name, kind: 'mixed', topics: [], findings: [] }),
  };
}

export type Replay = { readonly configTest: ConfigTest; readonly answers: readonly Recorded[] };

/** Puts a case to the real nginx. Where nginx refuses the configuration, there are no answers. */
export async function replay(item: Case): Promise<Replay> {
  const options = { unanswered: 'refuse', setup: item.setup } as const;
  const configTest = withoutWrapping(await checkWorkspace(item.workspace, CASE_ENTRY, options));
  if (!configTest.ok || item.requests.length === 0) return { configTest, answers: [] };
  const site = await openSite(item.workspace, CASE_ENTRY, options);
  try {
    const answers: Recorded[] = [];
    for (const request of item.requests) answers.push(recorded(await site.ask(questionOf(request)), request));
    return { configTest, answers };
  } finally {
    await site.close();
  }
}

/** Messages as nginx words them for a case in its own folder. */
function withoutWrapping({ ok, messages }: ConfigTest): ConfigTest {
  return { ok, messages: messages.map((message) => message.replaceAll(`${SITE}/`, '')) };
}

const URL_PARTS = /^(https?):\/\/([^/:?]+)(?::(\d+))?([/?].*)?$/s;

/** The request of a case as a question to the running site. */
export function questionOf(request: CaseRequest): Question {
  const match = URL_PARTS.exec(request.url);
  if (match === null) throw new Error(`not a URL: ${request.url}`);
  const [, scheme, host = '', port, target = '/'] = match;
  const extra = (request.raw_headers ?? []).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return {
    method: request.method,
    scheme: scheme === 'https' ? 'https' : 'http',
    host: request.no_host ? null : host,
    port: port === undefined ? 18080 : Number(port),
    target,
    headers: [...Object.entries(request.headers), ...extra],
    hostLast: request.host_last ?? false,
    body: request.body ?? 'x'.repeat(request.body_size ?? 0),
    version: request.http ?? '1.1',
    from: request.from ?? '127.0.0.1',
  };
}

/** An answer in the words of `requests.json`. */
export function recorded(answer: Answer, request: Pick<CaseRequest, 'record'>): Recorded {
  const challenges = valuesOf(answer, 'www-authenticate');
  const echo = readEcho(answer.body);
  const location = valuesOf(answer, 'location')[0];
  const body = /^body=(.*)$/m.exec(answer.body)?.[1];
  const wanted = (request.record ?? []).filter((name) => !name.startsWith('elapsed'));
  const headers = wanted.map((name) => [name, valuesOf(answer, name).join(', ') || null] as const);
  const elapsed = /^elapsed>=(\d+)ms$/.exec(
    (request.record ?? []).find((name) => name.startsWith('elapsed')) ?? '',
  );
  return {
    status: answer.status,
    ...(answer.status === 0 ? { error: 'ECONNRESET' } : {}),
    www_authenticate: challenges.length > 0 ? challenges.join(', ') : null,
    upstream_saw_authorization: echo === null ? 'absent' : echo.authorization,
    ...(challenges.length > 1 ? { www_authenticate_lines: challenges.length } : {}),
    ...(echo === null ? {} : { upstream: echo.upstream, upstream_uri: echo.uri }),
    ...(location === undefined ? {} : { location }),
    ...(body === undefined ? {} : { body }),
    ...(elapsed === null ? {} : { [elapsed[0]]: answer.elapsed >= Number(elapsed[1]) }),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
  };
}

/** Writes what the real nginx answered into the files of a case. */
export function record(item: Case, { configTest, answers }: Replay): void {
  const requests = item.requests.map((request, i) => ({ ...request, expect: answers[i] ?? request.expect }));
  const write = (file: string, value: unknown) =>
    writeFileSync(join(item.folder, file), `${JSON.stringify(value, null, 1)}\n`);
  write('requests.json', requests);
  write('config-test.json', configTest);
}
