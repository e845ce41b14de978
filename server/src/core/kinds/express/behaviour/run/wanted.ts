// The texts of a program that something the client sent is compared with, which is what would have been right.
import { type Constant, constant, type Datum } from '../datum';
import { WANTS } from '../wants';
import type { Machine } from './machine';

/** More texts than these are not noted: nobody tries them. */
const MAX_NOTED = 40;

/** Notes a text of the program that something was compared with that the client sent, and that it is not. */
export function noteWanted({ exchange }: Machine, wanted: Constant, sent: Constant): void {
  if (typeof wanted.value !== 'string' || wanted.value === '' || wanted.value === sent.value) return;
  if (exchange.reads.size < MAX_NOTED) exchange.reads.add(WANTS + wanted.value);
}

/** Notes the names of a table of the program that something the client sent is looked up in. */
export function noteKeys(machine: Machine, table: Datum, key: Constant): void {
  const isPlain = table.kind === 'object' && table.of === null;
  const names =
    table.kind === 'outside' && table.value.kind === 'object'
      ? table.value.entries.keys()
      : isPlain
        ? table.fields.keys()
        : [];
  for (const name of names) noteWanted(machine, constant(name), key);
}
