import { createHash } from 'node:crypto';

const hash = (token: string) => createHash('sha256').update(token).digest('base64');

const issued = new Map<string, ReadonlySet<string>>([
  [hash('reader-token'), new Set(['events:read'])],
  [hash('writer-token'), new Set(['events:read', 'events:write'])],
]);

export const scopesOf = (token: string): ReadonlySet<string> | null => issued.get(hash(token)) ?? null;
