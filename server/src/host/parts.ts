// Loads the parts of the core that hold the kinds. The command line has each in a file of its own: see scripts/build.mjs.
import type { Part, PartId } from '../core';

/** Loads a part of the core. */
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
