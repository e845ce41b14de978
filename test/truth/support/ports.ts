// Free TCP ports on the loopback address, below the range that the system gives to outgoing connections.
import { createServer } from 'node:net';

const FIRST = 12_000;
const LAST = 31_999;

let next = FIRST + Math.floor(Math.random() * (LAST - FIRST));

/** So many ports of 127.0.0.1 that nothing listens on; no two calls of one process answer the same one soon. */
async function freePorts(count: number, excluded: ReadonlySet<number>): Promise<readonly number[]> {
  const ports: number[] = [];
  for (let tries = 0; ports.length < count; tries++) {
    if (tries > count + 5000) throw new Error('no free port on 127.0.0.1');
    next = next >= LAST ? FIRST : next + 1;
    if (!excluded.has(next) && (await isFree(next))) ports.push(next);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Hands out ports one by one. */
export type PortPool = () => number;

/** A pool of ports that were free when it was made, none of the excluded ones. Throws when it runs dry. */
export async function portPool(count: number, excluded: ReadonlySet<number>): Promise<PortPool> {
  const ports = [...(await freePorts(count, excluded))];
  return () => {
    const port = ports.pop();
    if (port === undefined) throw new Error(`more than ${count} ports are needed`);
    return port;
  };
}
