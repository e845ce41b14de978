// A workspace on the real nginx: start it, ask it requests as its users would write them, end it.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEchoes } from './echo';
import type { Listener } from './listeners';
import { type ConfigTest, NginxRefused, startNginx, testConfig } from './nginx';
import { portPool } from './ports';
import { FROM_HEADER, makeRunnable, portsNeeded, type Runnable, type RunnableOptions } from './runnable';
import { type Answer, send } from './send';
import { type Setup, type Workspace, writeWorkspace } from './workspace';

/** A request as a client of the original configuration would send it. */
export type Question = {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** Without port; `null` where no Host is sent. */
  readonly host: string | null;
  /** The port as the original configuration has it; `null` for the scheme's own. */
  readonly port: number | null;
  readonly target: string;
  /** Lines beside Host; one that is named Host takes the place of the one that follows from the URL. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The client's address; 127.0.0.1 unless told. */
  readonly from?: string;
  readonly version?: '1.0' | '1.1';
  readonly body?: string;
  /** Whether Host comes after all other lines. */
  readonly hostLast?: boolean;
};

export type Site = {
  readonly runnable: Runnable;
  /** What comes back, with the ports of the original configuration in it. */
  ask(question: Question): Promise<Answer>;
  log(): string;
  close(): Promise<void>;
};

export type SiteOptions = Partial<RunnableOptions> & { readonly setup?: Setup };

/** Runs `use` with a folder of its own that holds the runnable workspace, and removes the folder afterwards. */
async function inFolder<T>(
  workspace: Workspace,
  entry: string,
  options: SiteOptions,
  use: (runnable: Runnable, remove: () => void) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'authlint-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  try {
    chmodSync(root, 0o755);
    const take = await portPool(portsNeeded(workspace), numbersIn(workspace));
    const { unanswered = 'echo', users = [], served = [], setup = {} } = options;
    const runnable = makeRunnable(workspace, entry, root, take, { unanswered, users, served });
    for (const folder of runnable.folders) mkdirSync(root + folder, { recursive: true });
    writeWorkspace(runnable.files, root, setup);
    return await use(runnable, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

/** Numbers that a configuration uses itself: a port of the test among them could be taken for one of its own. */
function numbersIn(workspace: Workspace): ReadonlySet<number> {
  return new Set([...workspace.values()].flatMap((text) => text.match(/\b\d{5}\b/g) ?? []).map(Number));
}

/** What `nginx -t` says of a workspace that was made runnable. */
export function checkWorkspace(
  workspace: Workspace,
  entry: string,
  options: SiteOptions = {},
): Promise<ConfigTest> {
  return inFolder(workspace, entry, options, async (runnable, remove) => {
    const { ok, messages } = testConfig(runnable.place);
    remove();
    return { ok, messages: messages.map((message) => originalPorts(message, runnable)) };
  });
}

/** Starts nginx with a workspace. Throws `NginxRefused` with nginx's own words where it does not start. */
export function openSite(workspace: Workspace, entry: string, options: SiteOptions = {}): Promise<Site> {
  return inFolder(workspace, entry, options, async (runnable, remove) => {
    const closeEchoes = await openEchoes(runnable.echoes);
    const ports = runnable.listeners.all.map((listener) => listener.real).filter((port) => port !== 0);
    const nginx = await startNginx(runnable.place, ports).catch(async (error: unknown) => {
      await closeEchoes();
      throw error;
    });
    return {
      runnable,
      ask: (question) => ask(question, runnable),
      log: nginx.log,
      async close() {
        await nginx.stop();
        await closeEchoes();
        remove();
      },
    };
  });
}

export { NginxRefused };

async function ask(question: Question, runnable: Runnable): Promise<Answer> {
  const { scheme, host, port, headers, hostLast = false } = question;
  const listener = listenerFor(question, runnable);
  const name = host === null ? null : host + (port === null ? '' : `:${port}`);
  const own = headers.some(([header]) => header.toLowerCase() === 'host');
  const hostLine: readonly (readonly [string, string])[] = name === null || own ? [] : [['Host', name]];
  const { from = '127.0.0.1' } = question;
  const isLocal = from.startsWith('127.');
  const fromLine: readonly (readonly [string, string])[] = isLocal ? [] : [[FROM_HEADER, from]];
  const lines = [...headers, ...fromLine];
  const answer = await send({
    port: listener.real,
    tls: scheme === 'https',
    host: host ?? 'localhost',
    from: isLocal ? from : '127.0.0.1',
    method: question.method,
    target: question.target,
    version: question.version ?? '1.1',
    headers: hostLast ? [...lines, ...hostLine] : [...hostLine, ...lines],
    body: question.body ?? '',
  });
  const translate = (text: string) => originalPorts(text, runnable);
  return {
    ...answer,
    body: translate(answer.body),
    headers: answer.headers.map(([header, value]) => [header, translate(value)] as const),
  };
}

function listenerFor({ scheme, host, port }: Question, runnable: Runnable): Listener {
  const { at, mapped } = runnable.listeners;
  const isTls = scheme === 'https';
  const wanted = port ?? (isTls ? 443 : 80);
  const listener = at(wanted) ?? (port === null ? mapped(host, isTls) : null);
  if (listener === null) throw new Error(`nothing listens on port ${wanted}`);
  return listener;
}

/** Puts the ports of the configuration for those of the test; nginx leaves out the scheme's own. */
function originalPorts(text: string, runnable: Runnable): string {
  const written = text.replace(/:(\d{5})\b/g, (port) => {
    const listener = runnable.listeners.all.find(({ real }) => `:${real}` === port);
    if (listener === undefined) return port;
    return listener.port === (listener.tls ? 443 : 80) ? '' : `:${listener.port}`;
  });
  return written.replaceAll(runnable.place.root, '');
}
