// The real nginx: is it there, does it take a configuration, start it in a folder of its own and end it again.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const NGINX = process.env.NGINX ?? (existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx');

/** Where Debian's module packages install to. */
const MODULES = '/usr/lib/nginx/modules';

/** The version whose behaviour the recorded answers show. */
export const RECORDED_VERSION = '1.22.1';

/** The version of the installed nginx, `null` where there is none. */
export function nginxVersion(): string | null {
  const run = spawnSync(NGINX, ['-v'], { encoding: 'utf8' });
  return /nginx\/(\S+)/.exec(run.stderr ?? '')?.[1] ?? null;
}

/** The file of a dynamic module such as `ngx_http_lua_module`, `null` where it is not installed. */
export function moduleFile(name: string): string | null {
  const file = `${MODULES}/${name}.so`;
  return existsSync(file) ? file : null;
}

export type ConfigTest = { readonly ok: boolean; readonly messages: readonly string[] };

/** What nginx is started with: everything that it writes and reads lies below `root`. */
export type Place = {
  readonly root: string;
  /** Where relative paths start (`-p`). */
  readonly prefix: string;
  /** The main file (`-c`). */
  readonly conf: string;
  readonly errorLog: string;
};

const argumentsFor = (place: Place) => ['-e', 'stderr', '-p', place.prefix, '-c', place.conf];

/** Runs `nginx -t`; the messages are those of level warn and above, each once, without the folder's name. */
export function testConfig(place: Place): ConfigTest {
  const run = spawnSync(NGINX, ['-t', ...argumentsFor(place)], { encoding: 'utf8' });
  return { ok: run.status === 0, messages: messagesOf(run.stderr, place.root) };
}

function messagesOf(log: string, root: string): readonly string[] {
  const lines = log
    .split('\n')
    .filter((line) => /\[(warn|emerg|error|crit|alert)\]/.test(line))
    .map((line) => line.replace(/^.*?\[(\w+)\]\s*(\d+#\d+:\s*)?/, '[$1] ').replaceAll(root, ''));
  return [...new Set(lines)];
}

export type Nginx = {
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
  /** What the error log says so far. */
  log(): string;
};

/** nginx refused its configuration, or could not start. */
export class NginxRefused extends Error {}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/**
 * Starts nginx and waits until it accepts connections. `ports` are those that the configuration listens on.
 * Throws `NginxRefused` with nginx's own message where it does not start.
 */
export async function startNginx(place: Place, ports: readonly number[]): Promise<Nginx> {
  const child = spawn(NGINX, argumentsFor(place), { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += String(data);
  });
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      stderr += error.message;
      resolve();
    });
    child.once('close', () => resolve());
  }).then(() => running.delete(child));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  const first = ports[0];
  while (running.has(child) && first !== undefined && !(await accepts(first))) await setTimeout(2);
  if (!running.has(child)) throw new NginxRefused(stderr.trim());
  const log = () => (existsSync(place.errorLog) ? readFileSync(place.errorLog, 'utf8') : stderr);
  return { stop, log };
}

/** nginx opens all its sockets before it accepts on any, so one port speaks for all. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
