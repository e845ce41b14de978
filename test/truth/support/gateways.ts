// The gateway protocols that nginx speaks beside HTTP, as far as it takes to answer one request per connection.
import { createServer, type Server, type Socket } from 'node:net';
import type { Received, Reply } from './echo';

type Answer = (received: Received) => Reply;

/** A responder of FastCGI 1.0. */
export function fastcgiServer(answer: Answer): Server {
  return serve((socket, raw) => {
    const parameters: Buffer[] = [];
    for (let at = 0; at + 8 <= raw.length; ) {
      const type = raw.readUInt8(at + 1);
      const length = raw.readUInt16BE(at + 4);
      const end = at + 8 + length + raw.readUInt8(at + 6);
      if (end > raw.length) return;
      if (type === 4) parameters.push(raw.subarray(at + 8, at + 8 + length));
      if (type === 5 && length === 0) {
        const id = raw.readUInt16BE(at + 2);
        const output = Buffer.from(cgi(answer(received(fastcgiPairs(Buffer.concat(parameters))))));
        socket.end(
          Buffer.concat([
            record(6, id, output),
            record(6, id, Buffer.alloc(0)),
            record(3, id, Buffer.alloc(8)),
          ]),
        );
        return;
      }
      at = end;
    }
  });
}

function record(type: number, id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(1, 0);
  head.writeUInt8(type, 1);
  head.writeUInt16BE(id, 2);
  head.writeUInt16BE(content.length, 4);
  return Buffer.concat([head, content]);
}

function fastcgiPairs(raw: Buffer): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  let at = 0;
  const length = () => {
    const short = raw.readUInt8(at);
    at += short < 128 ? 1 : 4;
    return short < 128 ? short : raw.readUInt32BE(at - 4) & 0x7fffffff;
  };
  while (at < raw.length) {
    const name = length();
    const value = length();
    pairs.set(raw.toString('utf8', at, at + name), raw.toString('utf8', at + name, at + name + value));
    at += name + value;
  }
  return pairs;
}

/** An SCGI server: a netstring of NUL-ended names and values. */
export function scgiServer(answer: Answer): Server {
  return serve((socket, raw) => {
    const colon = raw.indexOf(':');
    const length = Number(raw.toString('latin1', 0, Math.max(colon, 0)));
    if (colon < 0 || raw.length < colon + 1 + length) return;
    const words = raw.toString('utf8', colon + 1, colon + 1 + length).split('\0');
    const pairs = new Map<string, string>();
    for (let i = 0; i + 1 < words.length; i += 2) pairs.set(words[i] ?? '', words[i + 1] ?? '');
    socket.end(cgi(answer(received(pairs))));
  });
}

/** A server of the uwsgi protocol: a four-byte head, then names and values with 16-bit lengths. */
export function uwsgiServer(answer: Answer): Server {
  return serve((socket, raw) => {
    if (raw.length < 4 || raw.length < 4 + raw.readUInt16LE(1)) return;
    const pairs = new Map<string, string>();
    const end = 4 + raw.readUInt16LE(1);
    for (let at = 4; at < end; ) {
      const name = raw.readUInt16LE(at);
      const value = raw.readUInt16LE(at + 2 + name);
      pairs.set(
        raw.toString('utf8', at + 2, at + 2 + name),
        raw.toString('utf8', at + 4 + name, at + 4 + name + value),
      );
      at += 4 + name + value;
    }
    const { status, body } = answer(received(pairs));
    socket.end(`HTTP/1.0 ${status} Echo\r\nContent-Type: text/plain\r\n\r\n${body}`);
  });
}

function received(pairs: ReadonlyMap<string, string>): Received {
  return {
    uri: pairs.get('REQUEST_URI') ?? '',
    authorization: pairs.get('HTTP_AUTHORIZATION') ?? '',
    cookie: pairs.get('HTTP_COOKIE') ?? '',
  };
}

function cgi({ status, body }: Reply): string {
  return `Status: ${status} Echo\r\nContent-Type: text/plain\r\n\r\n${body}`;
}

/** Calls `react` with all bytes that a connection brought so far, whenever some more come. */
function serve(react: (socket: Socket, raw: Buffer) => void): Server {
  return createServer((socket) => {
    let raw = Buffer.alloc(0);
    socket.on('data', (data) => {
      raw = Buffer.concat([raw, data]);
      react(socket, raw);
    });
    socket.on('error', () => socket.destroy());
  });
}
