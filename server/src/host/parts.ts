// Loads the parts of the core for the command line, which has each in a file of its own: see scripts/chunks.mjs.
import type { Part, PartId } from '../core';

/** Loads a part of the core that holds a kind. */
export async function loadPart(id: PartId): Promise<Part> {
  switch (id) {
    case 'nginx':
      return (await import('../core/parts/nginx')).part;
    case 'nginx-in-yaml':
      return (await import('../core/parts/nginx-in-yaml')).part;
    case 'openapi':
      return (await import('../core/parts/openapi')).part;
    case 'express':
      return (await import('../core/parts/express')).part;
  }
}

/** Loads the part of the core that reads settings. */
export async function loadSettings(): Promise<typeof import('../core/parts/settings')> {
  return await import('../core/parts/settings');
}
