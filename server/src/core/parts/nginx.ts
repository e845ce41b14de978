// The part of the core that is loaded for nginx configuration.
import type { Part } from '../catalogue';
import { nginx } from '../kinds/nginx';
import { RULES } from '../rules/nginx';

export const part: Part = { kind: nginx, rules: RULES };
