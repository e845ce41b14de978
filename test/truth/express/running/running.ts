// A running Express program: started in a process of its own, and asked over HTTP.
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { testCertificate } from '../../support/certificate';
import { PACKAGES, type ProgramFolder } from './folder';

/** An app that runs: the file that makes it, where that is known, and its ports. */
export type RunningApp = { readonly file: string | null; readonly port: number; readonly tls: number | null };

/** Where a program is asked; its `failure` says why it does not start. */
export type Running = {
  readonly apps: readonly RunningApp[];
  readonly failure: string | null;
  /** Modules that are not there, for which a stand-in was loaded that lets every request on. */
  readonly standIns: readonly string[];
  stop(): void;
};

export type Sent = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly tls?: boolean;
};

/** An answer; status 0 where there is none. */
export type Answer = {
  readonly status: number;
  readonly challenge: string | null;
  readonly location: string | null;
  readonly cookies: readonly string[];
};

const START = resolve('test/truth/express/running/start.cjs');
/** How long a program may take to start, in milliseconds. */
const START_TIME = 20_000;
/** How long an answer may take before it counts as none, in milliseconds. */
const ANSWER_TIME = 1200;

export type World = {
  /** Whether the variables of the environment that it asks for have values, or it has what it takes in their place. */
  readonly environment: 'filled' | 'empty';
  /** What look-ups in what stands for missing modules, such as a database, find. */
  readonly finds: 'something' | 'nothing';
};

/** Starts the program of a file in a folder. */
export async function startProgram(folder: ProgramFolder, entry: string, world: World): Promise<Running> {
  const { certificate, key } = testCertificate();
  const loader = needsLoader(folder)
    ? ['--import', pathToFileURL(join(PACKAGES, 'node_modules/tsx/dist/loader.mjs')).href]
    : [];
  const child = fork(START, [join(folder.path, entry)], {
    cwd: folder.path,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--preserve-symlinks', '--preserve-symlinks-main', '--no-deprecation', ...loader],
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      ...(world.environment === 'filled' ? { ...OF_PACKAGES, ...environmentOf(folder) } : {}),
      AUTHLINT_APP_FOLDER: folder.path,
      AUTHLINT_CERTIFICATE: certificate,
      AUTHLINT_KEY: key,
      AUTHLINT_FINDS: world.finds,
    },
  });
  const said = await firstMessage(child);
  const stop = () => {
    child.removeAllListeners();
    child.kill('SIGKILL');
  };
  if ('failure' in said) {
    stop();
    return { apps: [], failure: said.failure, standIns: [], stop: () => {} };
  }
  return { ...said, failure: null, stop };
}

type Message =
  | { readonly apps: readonly RunningApp[]; readonly standIns: readonly string[] }
  | { readonly failure: string };

function firstMessage(child: ChildProcess): Promise<Message> {
  return new Promise((done) => {
    const late = setTimeout(() => done({ failure: 'it does not come to an end of its start' }), START_TIME);
    child.once('message', (message: Message) => {
      clearTimeout(late);
      done(message);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      done({ failure: `it ends with ${code}` });
    });
  });
}

/** Whether a program has what Node does not read by itself: types, or modules in files that stand for scripts. */
function needsLoader({ path, sources }: ProgramFolder): boolean {
  const isModule = /"type"\s*:\s*"module"/.test(readIfThere(join(path, 'package.json')));
  return sources.some(
    ({ name, text }) =>
      /\.(?:[cm]?ts|[jt]sx)$/.test(name) ||
      (!isModule && name.endsWith('.js') && /^\s*(?:import|export)\b[^(]/m.test(text)),
  );
}

/** A value for every variable of the environment that a program asks for, so that no secret is missing. */
function environmentOf({ sources }: ProgramFolder): Readonly<Record<string, string>> {
  const names = sources.flatMap(({ text }) => [
    ...[...text.matchAll(/\bprocess\.env\.([A-Za-z_]\w*)/g)].map(([, name = '']) => name),
    ...[...text.matchAll(/\{([^{}]*)\}\s*=\s*process\.env\b/g)].flatMap(
      ([, all = '']) => all.match(/\w+/g) ?? [],
    ),
  ]);
  return Object.fromEntries(
    names
      .filter((name) => !['NODE_ENV', 'PORT', 'HOST', 'PATH'].includes(name))
      .map((name) => [name, variableFor(name)]),
  );
}

/** What packages themselves take from the environment (lib/config.js of express-openid-connect). */
const OF_PACKAGES: Readonly<Record<string, string>> = {
  SECRET: 'a secret of many letters for the cookies of sessions',
  ISSUER_BASE_URL: 'https://id.example',
  BASE_URL: 'http://localhost:3000',
  CLIENT_ID: 'client',
};

/** The value that a variable of the environment has for programs under test. */
export function variableFor(name: string): string {
  return OF_PACKAGES[name] ?? `value-of-${name}`;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Asks an app; no answer in time is the status 0. */
export function ask(app: RunningApp, sent: Sent): Promise<Answer> {
  const { method, target, body } = sent;
  const isTls = sent.tls === true && app.tls !== null;
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of sent.headers) {
    const before = headers[name.toLowerCase()];
    headers[name.toLowerCase()] = before === undefined ? value : [before, value].flat();
  }
  const options = {
    host: '127.0.0.1',
    port: isTls ? (app.tls ?? 0) : app.port,
    method,
    path: target,
    headers,
    agent: false,
    rejectUnauthorized: false,
  } as const;
  return new Promise((done) => {
    const nothing = () => done({ status: 0, challenge: null, location: null, cookies: [] });
    const request = (isTls ? httpsRequest : httpRequest)(options, (response) => {
      response.resume();
      done({
        status: response.statusCode ?? 0,
        challenge: response.headers['www-authenticate'] ?? null,
        location: response.headers.location ?? null,
        cookies: response.headers['set-cookie'] ?? [],
      });
    });
    request.setTimeout(ANSWER_TIME, () => request.destroy());
    request.on('error', nothing);
    request.end(body);
  });
}
