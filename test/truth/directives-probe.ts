// Asks the installed nginx about directives: where they may stand, how many arguments they take, whether twice is too often.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../server/src/core/kinds/nginx/directives';

/** What `nginx -t` says of the lines under test: the first complaint with its line among them, or nothing. */
export type Verdict = { readonly line: number; readonly message: string } | null;

export type Nginx = {
  /** Tries lines in a context, all of them together. */
  readonly try: (context: Context, lines: readonly string[]) => Verdict;
  /** The contexts that the installed nginx has. */
  readonly contexts: readonly Context[];
  readonly close: () => void;
};

/** The configuration around the lines under test, which take the place of `@`. */
const AROUND: Partial<Record<Context, string>> = {
  main: '@ events {}',
  events: 'events { @ }',
  http: 'events {} http { @ }',
  server: 'events {} http { server { @ listen 127.0.0.1:18989; } }',
  'server-if': 'events {} http { server { listen 127.0.0.1:18989; if ($host) { @ } } }',
  location: 'events {} http { server { listen 127.0.0.1:18989; location / { @ } } }',
  if: 'events {} http { server { listen 127.0.0.1:18989; location / { if ($host) { @ } } } }',
  limit_except: 'events {} http { server { listen 127.0.0.1:18989; location / { limit_except GET { @ } } } }',
  upstream: 'events {} http { upstream u { @ server 127.0.0.1:18988; } }',
  stream: 'events {} stream { @ }',
  'stream-server': 'events {} stream { server { @ listen 127.0.0.1:18989; } }',
  'stream-upstream': 'events {} stream { upstream u { @ server 127.0.0.1:18988; } }',
  mail: 'events {} mail { @ }',
  'mail-server': 'events {} mail { auth_http 127.0.0.1:18988/; server { @ listen 127.0.0.1:18989; } }',
};

/** Modules that others rest on, so that they load first. */
const FIRST = ['ndk_http_module.so', 'ngx_stream_module.so', 'ngx_mail_module.so'];

/** Opens the installed nginx with all its dynamic modules. */
export function openNginx(): Nginx {
  const folder = mkdtempSync(join(tmpdir(), 'directives-'));
  mkdirSync(join(folder, 'logs'));
  const version = spawnSync('nginx', ['-V'], { encoding: 'utf8' }).stderr;
  const modules = modulesOf(/--modules-path=(\S+)/.exec(version)?.[1] ?? null);
  const load = modules.map((path) => `load_module ${path};`).join(' ');
  const attempt = (context: Context, lines: readonly string[]): Verdict => {
    const around = AROUND[context] ?? '@';
    const [before = '', after = ''] = around.split('@');
    // What comes before is the first line, so that the lines under test are the second and those after it.
    const text = [`pid nginx.pid; ${load} ${before}`, ...lines, after].join('\n');
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, text);
    const run = spawnSync('nginx', ['-t', '-q', '-p', folder, '-e', 'stderr', '-c', file], { encoding: 'utf8' });
    const match = /\[emerg\] (?:\d+#\d+: )?(.*) in \S+nginx\.conf:(\d+)/.exec(run.stderr);
    const line = Number(match?.[2] ?? 0) - 2;
    return match === null || line < 0 || line >= lines.length ? null : { line, message: match[1] ?? '' };
  };
  const contexts = Object.keys(AROUND).filter((context) => attempt(context as Context, []) === null) as Context[];
  return {
    try: attempt,
    contexts: contexts.filter((context) => has(attempt, context)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
