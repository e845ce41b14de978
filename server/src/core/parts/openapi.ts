// The part of the core that is loaded for OpenAPI documents.
import type { Part } from '../catalogue';
import { openapi } from '../kinds/openapi';
import { RULES } from '../rules/openapi';

export const part: Part = { kind: openapi, rules: RULES };
