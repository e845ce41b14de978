// Documents a 401 where there is none: by the component that others use for it, or in full.
import type { Contract } from '../../kinds/openapi/contract';
import { type Change, type DataValue, together, type Where } from '../../kinds/openapi/edits';
import type { Operation } from '../../kinds/openapi/operation';
import { fieldsOf, get, textOf } from '../../kinds/openapi/part';
import { pathFrom } from '../../text/path';
import type { FileId } from '../../text/span';
import type { OpenApiContext } from '../openapi-rule';

/** Adds a 401 to an operation; `null` where its responses cannot be changed alone. */
export function addUnauthorized(context: OpenApiContext, operation: Operation): Change {
  const name = usualComponent(context.contract);
  const response =
    name === null ? unauthorizedResponse(context.contract) : referenceTo(context.contract, name, operation);
  return addResponse(context, operation, response);
}

/** Adds a 401 to several operations, by a component that is made where there is none for it. */
export function addUnauthorizedToAll(context: OpenApiContext, operations: readonly Operation[]): Change {
  const { contract, change } = context;
  const known = usualComponent(contract);
  const name = known ?? 'Unauthorized';
  const made =
    known === null
      ? [change.insertAt(contract.root, [...componentPath(contract), name], unauthorizedResponse(contract))]
      : [];
  const each = operations.map((operation) =>
    addResponse(context, operation, referenceTo(contract, name, operation)),
  );
  const possible = each.filter((one) => one !== null);
  return possible.length === 0 ? null : together(...made, ...possible);
}

function addResponse({ change }: OpenApiContext, operation: Operation, response: DataValue): Change {
  const { responses, body } = operation;
  if (body === null) return null;
  if (responses.field === null) return change.insert(body, 'responses', { '401': response });
  const map = { file: responses.field.file, node: responses.field.entry.value };
  const next = responses.all.find(({ status }) => status > '401');
  const where: Where = next === undefined ? 'last' : { before: next.status };
  return change.insert(map, '401', response, where);
}

const usual = new WeakMap<Contract, { readonly name: string | null }>();

function usualComponent(contract: Contract): string | null {
  let found = usual.get(contract);
  if (found === undefined) {
    found = { name: findUsual(contract) };
    usual.set(contract, found);
  }
  return found.name;
}

/** The component that is most used as a 401, else one that is called so; `null` where there is none. */
function findUsual(contract: Contract): string | null {
  const counts = new Map<string, number>();
  const prefix = `#/${componentPath(contract).join('/')}/`;
  for (const operation of contract.operations) {
    const response = operation.responses.get('401');
    const ref =
      response === null
        ? null
        : textOf(get({ file: response.field.file, node: response.field.entry.value }, '$ref'));
    const at = ref?.indexOf(prefix) ?? -1;
    if (ref === null || at < 0) continue;
    const name = ref.slice(at + prefix.length);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = fieldsOf(contract.component('responses')).map(({ entry }) => entry.key);
  const used = names.filter((name) => counts.has(name));
  used.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return used[0] ?? names.find((name) => /^(?:un-?_?auth(?:ori[sz]ed|enticated)|401)/i.test(name)) ?? null;
}

function componentPath({ version }: Contract): readonly string[] {
  return version.family === '2.0' ? ['responses'] : ['components', 'responses'];
}

function referenceTo(contract: Contract, name: string, { responses, field }: Operation): DataValue {
  const from: FileId = responses.field?.file ?? field.file;
  const path = from === contract.file ? '' : pathFrom(from, contract.file);
  const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1');
  return { $ref: `${path}#/${componentPath(contract).join('/')}/${escaped}` };
}

/** A 401 with its challenge, as a value to be written. */
export function unauthorizedResponse({ version }: Contract): DataValue {
  const header: DataValue = version.family === '2.0' ? { type: 'string' } : { schema: { type: 'string' } };
  return { description: 'Credentials are missing or wrong', headers: { 'WWW-Authenticate': header } };
}
