// Which files the texts of a program may write, by their names alone: what such a file holds changes from run to run.
import { baseName } from '../../../text/path';
import type { FileId } from '../../../text/span';
import type { ExpressDocument } from '../document';

/**
 * A function that writes a file, with the name of that file where the call says it: `writeFile('data/users.json', …)`,
 * `createWriteStream(path.join(__dirname, 'access.log'))`. What is only imported here is called elsewhere.
 */
const WRITES =
  /\b(?:(?:write|append|output)(?:File|Json|JSON)(?:Sync)?|createWriteStream)\b(?!\s*(?:,[^}]*)?\}\s*(?:from\b|=))(?:\s*\([^(),?|]*(?:\([^()?|]*)?(?<=[(,]\s*['"`]|\/)([\w.-]+)['"`]\s*\)?\s*[,)])?|\b(?:rename|copyFile)(?:Sync)?\s*\(/g;

/** What may be written by names that are not known. */
const ANY = '';

const written = new WeakMap<ExpressDocument, ReadonlySet<string>>();

/** Whether one of these documents may write a file that is called like this one. */
export function mayBeWritten(file: FileId, documents: Iterable<ExpressDocument>): boolean {
  for (const document of documents) {
    const known = written.get(document);
    const names = known ?? new Set([...document.text.matchAll(WRITES)].map(([, name]) => name ?? ANY));
    if (known === undefined) written.set(document, names);
    if (names.has(ANY) || names.has(baseName(file))) return true;
  }
  return false;
}
