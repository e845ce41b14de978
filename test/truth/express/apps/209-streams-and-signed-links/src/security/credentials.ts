import type { Request } from 'express';

export type Place = 'header' | 'query';

const readers: Record<Place, (req: Request) => string | undefined> = {
  header: (req) => req.get('authorization')?.match(/^bearer (.+)$/i)?.[1],
  query: (req) => (typeof req.query.access_token === 'string' ? req.query.access_token : undefined),
};

export function credentials(req: Request, places: readonly Place[]): string | undefined {
  for (const place of places) {
    const found = readers[place](req);
    if (found) return found;
  }
  return undefined;
}
