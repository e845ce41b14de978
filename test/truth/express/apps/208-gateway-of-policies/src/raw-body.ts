import type { IncomingMessage } from 'node:http';

const raw = new WeakMap<IncomingMessage, Buffer>();

export const captureRaw = (req: IncomingMessage, _res: unknown, body: Buffer): void => {
  raw.set(req, body);
};

export const rawBody = (req: IncomingMessage): Buffer => raw.get(req) ?? Buffer.alloc(0);
