// Schemes of Swagger 2.0 made schemes of OpenAPI 3 where they stand, with their comments.
import type { Change, Changes, DataValue } from '../../kinds/openapi/edits';
import { type Field, fieldOf, fieldsOf, get, type Part, textOf, valueIn } from '../../kinds/openapi/part';
import { rememberEntries } from '../../syntax/data/written';
import { joined, plainMap, reshape } from './reshape';
import { told } from './schemes';
import { flowName, OLD_URLS as URLS } from './upgrade';

/** The changes of schemes of 2.0 that make them some of 3.x, where they stand. */
export function upgradesOf(change: Changes, definitions: Part): Change {
  return joined(
    ...fieldsOf(definitions).map((field) => {
      const body = valueIn(field);
      const type = told(body, 'type')?.text;
      if (body === null) return [];
      if (type === 'basic') return reshape(change, body, { type: 'http', scheme: 'basic' }, []);
      return type === 'oauth2' && told(body, 'flow') !== null ? putIntoFlows(change, body) : [];
    }),
  );
}

/** What stands in a scheme itself and belongs to a flow. */
export function oldFlowFields(body: Part): readonly Field[] {
  return ['flow', ...URLS, 'scopes'].map((key) => fieldOf(body, key)).filter((field) => field !== null);
}

/** `flow` becomes `flows` with all the rest in it. */
export function putIntoFlows(change: Changes, body: Part): Change {
  const flow = told(body, 'flow');
  const name = flow === null ? undefined : flowName(flow.text);
  if (flow === null || name === undefined || get(body, 'flows') !== null) return null;
  const urls = URLS.flatMap((key) => {
    const url = textOf(get(body, key));
    return url === null ? [] : [[key, url] as const];
  });
  const scopes = get(body, 'scopes') === null ? {} : plainMap(get(body, 'scopes'));
  if (scopes === undefined) return null;
  const inner: DataValue = { ...Object.fromEntries(urls), scopes };
  const others = oldFlowFields(body).filter(({ entry }) => entry.key !== 'flow');
  if (others.length === Object.keys(inner).length)
    rememberEntries(
      inner,
      others.map(({ entry }) => entry),
    );
  const value: DataValue = { [name]: inner };
  const rest = others.map((field) => change.remove(field));
  return joined(change.rename(flow.field, 'flows'), change.replace(flow.value, value), ...rest);
}
