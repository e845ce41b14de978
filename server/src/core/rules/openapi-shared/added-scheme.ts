// Describes by a scheme what was no more than a parameter: the scheme, and the requirement that names it.
import type { Change, DataValue } from '../../kinds/openapi/edits';
import type { Operation } from '../../kinds/openapi/operation';
import { valueIn } from '../../kinds/openapi/part';
import type { OpenApiContext } from '../openapi-rule';

/** A scheme that says the same as this one, or a new one with a free name, and what has to be inserted for it. */
export function schemeFor(
  { contract, change }: OpenApiContext,
  usual: string,
  value: Readonly<Record<string, string>>,
): { readonly name: string; readonly made: Change } {
  const same = [...contract.schemes.values()].find((scheme) =>
    Object.entries(value).every(([key, text]) => scheme.text(key)?.toLowerCase() === text.toLowerCase()),
  );
  if (same !== undefined) return { name: same.name, made: [] };
  let name = usual;
  for (let n = 2; contract.schemes.has(name); n++) name = `${usual}${n}`;
  const isOld = contract.version.family === '2.0';
  const path = isOld ? ['securityDefinitions', name] : ['components', 'securitySchemes', name];
  return { name, made: change.insertAt(contract.root, path, value) };
}

/** Makes an operation that is open demand a scheme, whether it says `security: []` or nothing. */
export function demandScheme({ change }: OpenApiContext, { own, body }: Operation, name: string): Change {
  const security: DataValue = [{ [name]: [] }];
  if (body === null) return null;
  if (own.kind === 'absent') return change.insert(body, 'security', security, 'first');
  const value = valueIn(own.field);
  return value === null ? null : change.replace(value, security);
}
