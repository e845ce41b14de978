// Looks names up in tables that are written as objects.

/** What a table has under a name; what every object has, such as `constructor`, is in no table. */
export function inTable<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
