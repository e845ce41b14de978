// Whole processes measured from within: the CPU time and the peak memory of a Node program, without a tool of the system.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Written into each measured process; what it answers are microseconds and kilobytes. */
const HOOK = `
const { appendFileSync } = require('node:fs');
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env.AUTHLINT_BENCH_USAGE, JSON.stringify({ cpu: user + system, peak: process.resourceUsage().maxRSS }) + '\\n');
});
const limit = Number(process.env.AUTHLINT_BENCH_LIMIT);
if (limit > 0 && require('node:worker_threads').isMainThread) {
  // The main thread may be busy for minutes, so another one watches the clock of the whole process.
  const watch = \`
    const { appendFileSync } = require('node:fs');
    setInterval(() => {
      const { user, system } = process.cpuUsage();
      if (user + system < \${limit} * 1e6) return;
      appendFileSync(process.env.AUTHLINT_BENCH_USAGE, JSON.stringify({ cpu: user + system, peak: 0, killed: true }) + '\\\\n');
      process.kill(process.pid, 'SIGKILL');
    }, 500);
  \`;
  new (require('node:worker_threads').Worker)(watch, { eval: true }).unref();
}
if (process.channel !== undefined) {
  process.on('message', (what) => {
    if (what === 'collect' && global.gc) for (let i = 0; i < 4; i++) global.gc();
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system, peak: process.resourceUsage().maxRSS, rss: process.memoryUsage().rss });
  });
  process.channel.unref();
}
`;

/** A measuring stick whose files lie in a folder. */
export function measuring(folder) {
  const hook = path.join(folder, 'usage.cjs');
  const usage = path.join(folder, 'usage.jsonl');
  writeFileSync(hook, HOOK);
  const env = { ...process.env, NODE_OPTIONS: `--require ${hook}`, AUTHLINT_BENCH_USAGE: usage, CI: '1' };

  /** CPU seconds and peak megabytes of a run of a Node script, which is stopped once it has taken more CPU than `limit`. */
  function once(script, args, { cwd = folder, limit = 0 } = {}) {
    rmSync(usage, { force: true });
    const run = spawnSync(process.execPath, [script, ...args], {
      cwd,
      env: {
        ...env,
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        ...(limit > 0 ? { AUTHLINT_BENCH_LIMIT: String(limit) } : {}),
      },
      encoding: 'utf8',
      maxBuffer: 1024 * 1024 * 1024,
    });
    // What ran out of memory leaves no word of what it took.
    if (!existsSync(usage)) return { cpu: 0, peak: 0, killed: true, output: run.stderr?.slice(0, 400) ?? '' };
    const lines = readFileSync(usage, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return {
      cpu: lines.reduce((sum, line) => sum + line.cpu, 0) / 1e6,
      peak: Math.max(...lines.map(({ peak }) => peak)) / 1024,
      killed: lines.some(({ killed }) => killed === true),
      output: run.stdout + run.stderr,
    };
  }

  return {
    once,
    /** The medians of several runs. */
    median(script, args, { times = 3, ...options } = {}) {
      return middleOf(Array.from({ length: times }, () => once(script, args, options)));
    },
    /** The medians of two scripts that take turns, so that both meet the machine in the same moods. */
    medians(one, other, { times = 5 } = {}) {
      const all = Array.from({ length: times }, () =>
        [one, other].map((args) => once(args[0], args.slice(1))),
      );
      return [0, 1].map((i) => middleOf(all.map((pair) => pair[i])));
    },
    /** A process that speaks over its pipes, and answers what it has used so far. */
    start(script, args) {
      const child = spawn(process.execPath, ['--expose-gc', script, ...args], {
        cwd: folder,
        env,
        stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
      });
      const ended = new Promise((_, reject) => {
        child.once('exit', () => reject(new Error('the server has ended')));
      });
      ended.catch(() => {});
      const used = (what) => {
        const answered = new Promise((resolve) => child.once('message', resolve));
        child.send(what);
        return Promise.race([answered, ended]);
      };
      return { child, used: () => used('usage'), collected: () => used('collect') };
    },
  };
}

/** A client of a language server over a child's pipes. */
export function clientOf(child) {
  const waiting = new Map();
  const heard = new Set();
  let buffer = Buffer.alloc(0);
  let next = 1;
  child.stdout.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('latin1', 0, head))[1]);
      if (buffer.length < head + 4 + length) return;
      take(JSON.parse(buffer.toString('utf8', head + 4, head + 4 + length)));
      buffer = buffer.subarray(head + 4 + length);
    }
  });
  function send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
  function take(message) {
    if (message.method !== undefined && message.id !== undefined) {
      send({ id: message.id, result: message.method === 'workspace/configuration' ? [{}] : null });
    } else if (message.id !== undefined) {
      waiting.get(message.id)?.(message.result);
      waiting.delete(message.id);
    } else for (const listener of [...heard]) listener(message);
  }
  return {
    request: (method, params) =>
      new Promise((resolve) => {
        waiting.set(next, resolve);
        send({ id: next++, method, params });
      }),
    notify: (method, params) => send({ method, params }),
    /** The next notification of a method for which a test holds. */
    hears: (method, test) =>
      new Promise((resolve) => {
        const listener = (message) => {
          if (message.method !== method || !test(message.params)) return;
          heard.delete(listener);
          resolve(message.params);
        };
        heard.add(listener);
      }),
  };
}

/** The medians of what several runs took, and what the first one said. */
function middleOf(runs) {
  const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  return {
    cpu: middle(runs.map(({ cpu }) => cpu)),
    peak: middle(runs.map(({ peak }) => peak)),
    output: runs[0].output,
  };
}
