// openapi/oas2-keyword-in-oas3: security as Swagger 2.0 writes it, in a document that is read as 3.x.
import type { Report } from '../../findings/finding';
import type { Change, DataValue } from '../../kinds/openapi/edits';
import { type Field, fieldOf, get, keyPlace, textOf, valueIn } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { joined, plainMap, reshape } from '../openapi-shared/reshape';
import { isGatewayScheme, type Readable, readableSchemes, told } from '../openapi-shared/schemes';
import { flowName, OLD_URLS as URLS, upgradedAll } from '../openapi-shared/upgrade';

export const rule = openapiRule({
  id: 'openapi/oas2-keyword-in-oas3',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Security is written as in Swagger 2.0, which 3.x does not read, so clients send nothing.',
  *check(context) {
    const { contract } = context;
    if (contract.version.family === '2.0') return;
    const definitions = fieldOf(contract.root, 'securityDefinitions');
    if (definitions !== null) yield reportDefinitions(context, definitions);
    for (const readable of readableSchemes(contract)) {
      if (readable.scheme.type === 'basic') yield reportBasic(context, readable);
      else if (!isGatewayScheme(readable.body)) yield* reportFlow(context, readable);
    }
  },
});

function reportDefinitions({ contract, change }: OpenApiContext, definitions: Field): Report {
  const components = get(contract.root, 'components');
  return {
    at: keyPlace(definitions),
    message: `OpenAPI ${contract.version.written} does not read "securityDefinitions", so no scheme is declared: move them to components.securitySchemes.`,
    fixes: fix('Move them to components.securitySchemes', 'review', moved()),
  };

  function moved(): Change {
    const value = valueIn(definitions);
    const written = plainMap(value);
    if (value === null || written === undefined || get(components, 'securitySchemes') !== null) return null;
    const schemes = upgradedAll(written);
    if (components === null) {
      return joined(
        change.rename(definitions, 'components'),
        change.replace(value, { securitySchemes: schemes }),
      );
    }
    if (schemes === written) return change.move(definitions, components, 'last', 'securitySchemes');
    return joined(change.remove(definitions), change.insert(components, 'securitySchemes', schemes));
  }
}

function reportBasic({ change }: OpenApiContext, { scheme, body }: Readable): Report {
  return {
    at: keyPlace(scheme.at('type') ?? scheme.field),
    message: `The scheme "${scheme.name}" is of the type "basic", which only Swagger 2.0 has, so clients send nothing for it: write "type: http" and "scheme: basic".`,
    fixes: fix(
      'Write "type: http" and "scheme: basic"',
      'safe',
      reshape(change, body, { type: 'http', scheme: 'basic' }, []),
    ),
  };
}

function* reportFlow(context: OpenApiContext, { scheme, body }: Readable): Generator<Report> {
  const old = ['flow', ...URLS, 'scopes'].map((key) => fieldOf(body, key)).filter((field) => field !== null);
  const [first] = old;
  if (first === undefined) return;
  yield {
    at: keyPlace(first),
    message: `"${first.entry.key}" stands in the scheme "${scheme.name}" itself, as in Swagger 2.0, where 3.x does not read it: put it below "flows", with the name of the flow.`,
    fixes: fix('Put it below "flows"', 'review', wrapped(context, { scheme, body }, old)),
  };
}

/** `flow` becomes `flows` with all the rest in it. */
function wrapped({ change }: OpenApiContext, { body }: Readable, old: readonly Field[]): Change {
  const flow = told(body, 'flow');
  const name = flow === null ? undefined : flowName(flow.text);
  if (flow === null || name === undefined || get(body, 'flows') !== null) return null;
  const urls = URLS.flatMap((key) => {
    const url = textOf(get(body, key));
    return url === null ? [] : [[key, url] as const];
  });
  const scopes = get(body, 'scopes') === null ? {} : plainMap(get(body, 'scopes'));
  if (scopes === undefined) return null;
  const value: DataValue = { [name]: { ...Object.fromEntries(urls), scopes } };
  const rest = old.filter(({ entry }) => entry.key !== 'flow').map((field) => change.remove(field));
  return joined(change.rename(flow.field, 'flows'), change.replace(flow.value, value), ...rest);
}
