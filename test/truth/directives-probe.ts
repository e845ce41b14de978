// Asks the installed nginx about directives: where they may stand, how many arguments they take, whether twice is too often.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Context } from '../../server/src/core/kinds/nginx/directives';

/** What `nginx -t` says of the lines under test: the first complaint with its line among them, or nothing. */
export type Verdict = { readonly line: number; readonly message: string } | null;

export type Nginx = {
  /** Tries lines in a context, all of them together. */
  readonly try: (context: ProbedContext, lines: readonly string[]) => Verdict;
  /** The contexts that the installed nginx has. */
  readonly contexts: readonly ProbedContext[];
  /** Whether a module is built in or loaded. */
  readonly has: (module: string) => boolean;
  readonly close: () => void;
};

/** The configuration around the lines under test, which take the place of `@`. */
const AROUND = {
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
  'stream-server': 'events {} stream { server { @ listen 127.0.0.1:18989; proxy_pass 127.0.0.1:18988; } }',
  'stream-upstream': 'events {} stream { upstream u { @ server 127.0.0.1:18988; } }',
  mail: 'events {} mail { @ }',
  'mail-server': 'events {} mail { auth_http 127.0.0.1:18988/; server { @ listen 127.0.0.1:18989; } }',
} as const satisfies Partial<Record<Context, string>>;

/** The contexts that can be tried. */
export type ProbedContext = keyof typeof AROUND;

const CONTEXTS = Object.keys(AROUND) as ProbedContext[];

/** Modules that others rest on, so that they load first. */
const FIRST = ['ndk_http_module.so', 'ngx_stream_module.so', 'ngx_mail_module.so'];

/**
 * Opens the installed nginx with its dynamic modules.
 * @param load whether `all` modules are loaded each time, or those of another tree and of others only `when needed`,
 * which takes half the time
 * @param more a folder of further modules, built for this nginx
 */
export function openNginx(load: 'all' | 'when needed', more: string | null = null): Nginx {
  const folder = mkdtempSync(join(tmpdir(), 'directives-'));
  const built = spawnSync('nginx', ['-V'], { encoding: 'utf8' }).stderr;
  const modules = modulePaths([/--modules-path=(\S+)/.exec(built)?.[1] ?? '', more ?? '']);
  const ask = (loaded: readonly string[], context: ProbedContext, lines: readonly string[]): Verdict => {
    const [before = '', after = ''] = AROUND[context].split('@');
    const file = join(folder, 'nginx.conf');
    const first = `${loaded.map((path) => `load_module ${path};`).join(' ')} ${before}`;
    // What comes before is the first line, so that the lines under test are the second and those after it.
    writeFileSync(file, [first, ...lines, `${after} pid nginx.pid;`].join('\n'));
    const options = ['-t', '-q', '-p', folder, '-e', 'stderr', '-c', file];
    const { stderr } = spawnSync('nginx', options, { encoding: 'utf8' });
    const [, message = '', number = '0'] =
      /\[emerg\] \d+#\d+: (.*) in \S+nginx\.conf:(\d+)/.exec(stderr) ?? [];
    const line = Number(number) - 2;
    return line < 0 || line >= lines.length ? null : { line, message };
  };
  const attempt = (context: ProbedContext, lines: readonly string[]): Verdict => {
    if (load === 'all') return ask(modules, context, lines);
    const [tree] = /^(stream|mail)/.exec(context) ?? [];
    const few = modules.filter((path) => basename(path) === `ngx_${tree}_module.so`);
    const verdict = ask(few, context, lines);
    return verdict?.message.startsWith('unknown directive') ? ask(modules, context, lines) : verdict;
  };
  const program = spawnSync('sh', ['-c', 'command -v nginx'], { encoding: 'utf8' }).stdout.trim();
  const code = [program, ...modules].map((path) => readFileSync(path));
  const has = (module: string) => code.some((bytes) => bytes.includes(module));
  return {
    try: attempt,
    has,
    contexts: CONTEXTS.filter((context) => {
      const [tree] = /^(stream|mail)/.exec(context) ?? [];
      return tree === undefined || has(`ngx_${tree}_core_module`);
    }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The dynamic modules in folders, those that others rest on first. */
function modulePaths(folders: readonly string[]): string[] {
  const there = folders.filter(existsSync);
  const paths = there.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const rank = (path: string) => (FIRST.includes(basename(path)) ? 0 : 1);
  return paths.filter((path) => path.endsWith('.so')).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}
