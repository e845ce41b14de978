// The rules' pages, which are installed beside the program.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf, type RuleInfo } from '../core';

/** The Markdown of a rule's page, `null` where it is not installed. */
export function readPage(id: RuleInfo['id']): string | null {
  try {
    return readFileSync(join(__dirname, '..', pageOf(id)), 'utf8');
  } catch {
    return null;
  }
}
