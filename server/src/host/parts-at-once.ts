// The parts of the core for programs of one file, which have all of them from the start: see `imports` in package.json.
import type { Part, PartId } from '../core';
import { part as express } from '../core/parts/express';
import { part as nginx } from '../core/parts/nginx';
import { part as nginxInYaml } from '../core/parts/nginx-in-yaml';
import { part as openapi } from '../core/parts/openapi';
import * as settings from '../core/parts/settings';

const PARTS: Readonly<Record<PartId, Part>> = { nginx, 'nginx-in-yaml': nginxInYaml, openapi, express };

/** Answers a part of the core that holds a kind. */
export async function loadPart(id: PartId): Promise<Part> {
  return PARTS[id];
}

/** Answers the part of the core that reads settings. */
export async function loadSettings(): Promise<typeof settings> {
  return settings;
}
