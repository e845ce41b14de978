// Stand-ins for the applications behind nginx: each answers with what it was sent, in the protocol it was asked in.

import { createServer as createHttp } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import type { Server } from 'node:net';
import { fastcgiServer, scgiServer, uwsgiServer } from './gateways';

export type Protocol = 'http' | 'fastcgi' | 'uwsgi' | 'scgi' | 'grpc';

/** What a stand-in was sent, as far as authentication goes. */
export type Received = { readonly uri: string; readonly authorization: string; readonly cookie: string };

export type Reply = { readonly status: number; readonly body: string };

export type Echo = {
  readonly protocol: Protocol;
  readonly name: string;
  /**
   * The start of the paths whose requests come from auth_request: those without credentials get 401, without a
   * challenge. Everything else gets 200.
   */
  readonly judges: string | null;
};

/** Answers what `readEcho` understands. */
function reply(echo: Echo, received: Received): Reply {
  const body = `upstream=${echo.name} uri=${received.uri} authorization=${received.authorization}\n`;
  const anonymous = received.authorization === '' && received.cookie === '';
  const refused = anonymous && echo.judges !== null && received.uri.startsWith(echo.judges);
  return { status: refused ? 401 : 200, body };
}

/** Opens stand-ins, each on its port of 127.0.0.1. Answers how to close them. */
export async function openEchoes(echoes: ReadonlyMap<number, Echo>): Promise<() => Promise<void>> {
  const servers = await Promise.all([...echoes].map(([port, echo]) => listen(serverFor(echo), port)));
  return async () => {
    await Promise.all(servers.map(close));
  };
}

function serverFor(echo: Echo): Server {
  const answer = (received: Received) => reply(echo, received);
  switch (echo.protocol) {
    case 'http':
      return createHttp((request, response) => {
        request.resume();
        const { authorization = '', cookie = '' } = request.headers;
        const { status, body } = answer({ uri: request.url ?? '', authorization, cookie });
        response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' }).end(body);
      });
    case 'grpc':
      return createHttp2((request, response) => {
        const { authorization = '', cookie = '' } = request.headers;
        const { status, body } = answer({ uri: request.url, authorization, cookie });
        response.writeHead(status, { 'Content-Type': 'text/plain' });
        response.end(body);
      });
    case 'fastcgi':
      return fastcgiServer(answer);
    case 'uwsgi':
      return uwsgiServer(answer);
    case 'scgi':
      return scgiServer(answer);
  }
}

function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') {
      server.closeAllConnections();
    }
  });
}

export type EchoLine = {
  readonly upstream: string;
  readonly uri: string;
  readonly authorization: string | null;
};

/** The first line of an answer that a stand-in wrote, `null` for any other body. */
export function readEcho(body: string): EchoLine | null {
  const line = /^upstream=(\S+) uri=(\S*) authorization=(.*)$/m.exec(body);
  if (line === null) return null;
  const [, upstream = '', uri = '', authorization = ''] = line;
  return { upstream, uri, authorization: authorization === '' ? null : authorization };
}
