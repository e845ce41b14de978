// The part of the core that is loaded for Express programs.
import type { Part } from '../catalogue';
import { express } from '../kinds/express';
import { RULES } from '../rules/express';

export const part: Part = { kind: express, rules: RULES };
