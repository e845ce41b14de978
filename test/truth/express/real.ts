// The real Express 4 and 5: what the tests use of them, and a server on the loopback interface for an app.
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import express5 from 'express';
import express4 from 'express-4';

export type Next = (error?: unknown) => void;
export type RealRequest = IncomingMessage & {
  url: string;
  method: string;
  baseUrl: string;
  params: Record<string, unknown>;
  trace?: string[];
};
export type RealHandler = (...args: never[]) => unknown;
export type RealRoute = { [method: string]: (...handlers: unknown[]) => RealRoute };
export type RealRouter = ((request: IncomingMessage, response: ServerResponse) => void) & {
  use(...args: unknown[]): void;
  route(path: unknown): RealRoute;
  param(name: string, callback: unknown): void;
};
export type RealApp = RealRouter & { set(name: string, value: unknown): void };
export type ExpressFactory = (() => RealApp) & {
  Router(options?: { strict?: boolean; caseSensitive?: boolean; mergeParams?: boolean }): RealRouter;
};

export const EXPRESS: Readonly<Record<4 | 5, ExpressFactory>> = { 4: express4, 5: express5 };

export type Sent = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
};
export type Got = { readonly status: number; readonly headers: IncomingMessage['headers'] };

/** Serves an app while `use` asks it. */
export async function serve<T>(
  app: (request: IncomingMessage, response: ServerResponse) => void,
  use: (ask: (sent: Sent) => Promise<Got>) => Promise<T>,
): Promise<T> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = isAddress(address) ? address.port : 0;
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  try {
    return await use((sent) => ask(port, agent, sent));
  } finally {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function ask(port: number, agent: Agent, { method, target, headers }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port, agent, method, path: target, headers: Object.fromEntries(headers) },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
