// Sends one request to a port exactly as given, nothing normalised, and reads what comes back.

import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fromBytes } from '../../../server/src/core/kinds/nginx/config/bytes';

export type Sent = {
  readonly port: number;
  readonly tls: boolean;
  /** The name for SNI; only used with TLS. */
  readonly host: string;
  /** The local address to send from: any of 127.0.0.0/8. */
  readonly from: string;
  readonly method: string;
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /** All lines, Host included, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
};

export type Answer = {
  /** 0 where the server closed the connection without an answer. */
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Milliseconds from the first byte sent to the last one received. */
  readonly elapsed: number;
};

const TIMEOUT = 15_000;

/** Sends a request over a connection of its own. Rejects where the server cannot be reached or does not answer in time. */
export function send(sent: Sent): Promise<Answer> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const socket = open(sent);
    const chunks: Buffer[] = [];
    socket.setTimeout(TIMEOUT, () => socket.destroy(new Error(`no answer within ${TIMEOUT} ms`)));
    socket.on('data', (data) => chunks.push(data));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      // A server that has answered may reset the connection, since it did not care to read the body.
      if (chunks.length === 0 && error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.once('close', () =>
      resolve({ ...parse(Buffer.concat(chunks), sent.method), elapsed: performance.now() - start }),
    );
    socket.write(render(sent));
  });
}

function open(sent: Sent): Socket {
  const to = { host: '127.0.0.1', port: sent.port, localAddress: sent.from };
  if (!sent.tls) return connectTcp(to);
  const name = /^[0-9.]+$|^\[/.test(sent.host) ? {} : { servername: sent.host };
  return connectTls({ ...to, ...name, rejectUnauthorized: false });
}

function render(sent: Sent): string {
  const has = (name: string) => sent.headers.some(([header]) => header.toLowerCase() === name);
  const lines = sent.headers.map(([name, value]) => `${name}: ${value}`);
  if (sent.body !== '' && !has('content-length'))
    lines.push(`Content-Length: ${Buffer.byteLength(sent.body)}`);
  if (sent.version === '1.1' && !has('connection')) lines.push('Connection: close');
  const head = `${sent.method} ${sent.target} HTTP/${sent.version}`;
  return `${[head, ...lines].join('\r\n')}\r\n\r\n${sent.body}`;
}

function parse(raw: Buffer, method: string): Omit<Answer, 'elapsed'> {
  const split = raw.indexOf('\r\n\r\n');
  const [first = '', ...lines] = raw
    .subarray(0, Math.max(split, 0))
    .toString('latin1')
    .split('\r\n')
    .map(fromBytes);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0);
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+/, '')] as const;
  });
  const chunked = headers.some(
    ([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked',
  );
  const rest = raw.subarray(split + 4);
  const body = method === 'HEAD' ? '' : chunked ? joinChunks(rest) : textOf(rest);
  return { status, headers, body };
}

/** The content of a chunked body (RFC 9112 section 7.1). */
/** Bytes as the text that they are in UTF-8; those that are not UTF-8 stand for themselves, as the model has it. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text;
}

function joinChunks(raw: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = raw.indexOf('\r\n', at);
    const size = Number.parseInt(raw.subarray(at, end).toString('latin1'), 16);
    if (end < 0 || !(size > 0)) return textOf(Buffer.concat(parts));
    parts.push(raw.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

/** All values of a header, in the order of their lines. */
export function valuesOf(answer: Answer, name: string): readonly string[] {
  return answer.headers.filter(([header]) => header.toLowerCase() === name).map(([, value]) => value);
}
