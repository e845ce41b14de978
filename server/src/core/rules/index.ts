// All rules, in the order of their ids. Written by scripts/gen.mjs.
import type { Rule } from '../findings/rule';

export const RULES: readonly Rule[] = [];
