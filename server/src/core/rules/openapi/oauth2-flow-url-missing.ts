// openapi/oauth2-flow-url-missing: a flow without a URL that it needs.
import type { Fix, Report } from '../../findings/finding';
import type { Change } from '../../kinds/openapi/edits';
import { fieldOf, fieldsOf, get, keyPlace, type Part } from '../../kinds/openapi/part';
import type { Flow, FlowName } from '../../kinds/openapi/scheme';
import { atLeast } from '../../kinds/openapi/version';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { joined } from '../openapi-shared/reshape';
import { flowsOf, isMissing, type Readable, schemesOfType, told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/oauth2-flow-url-missing',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A flow lacks a URL that it needs, so clients cannot get a token.',
  *check(context) {
    const { contract } = context;
    for (const readable of schemesOfType(contract, 'oauth2')) {
      // Google takes the issuer instead, and documents an empty URL.
      if (fieldsOf(readable.body).some(({ entry }) => entry.key.startsWith('x-google-'))) continue;
      for (const flow of flowsOf(contract, readable)) {
        const { body, name } = flow;
        if (body?.node.kind !== 'map' || name === null) continue;
        if (name === 'deviceAuthorization' && !atLeast(contract.version, '3.2')) continue;
        const missing = NEEDED[name].filter((key) => isMissing(body, key));
        if (missing.length > 0) yield report(context, readable, flow, body, missing);
      }
    }
  },
});

/** OAS 3.2, OAuth Flow Object; the same in all versions before. */
const NEEDED: Readonly<Record<FlowName, readonly string[]>> = {
  implicit: ['authorizationUrl'],
  password: ['tokenUrl'],
  clientCredentials: ['tokenUrl'],
  authorizationCode: ['authorizationUrl', 'tokenUrl'],
  deviceAuthorization: ['deviceAuthorizationUrl', 'tokenUrl'],
};

function report(
  context: OpenApiContext,
  { scheme }: Readable,
  flow: Flow,
  body: Part,
  missing: readonly string[],
): Report {
  return {
    at: keyPlace(flow.field),
    message: `The flow ${flow.written} of "${scheme.name}" has no ${missing.join(' and no ')}, so clients cannot get a token: add ${missing.length === 1 ? 'it' : 'them'}.`,
    fixes: fixes(context, body, missing, scheme.flows),
  };
}

function fixes(
  { change }: OpenApiContext,
  body: Part,
  missing: readonly string[],
  all: readonly Flow[],
): readonly Fix[] {
  const other = fieldOf(body, 'authorizationUrl');
  if (missing.length === 1 && missing.includes('deviceAuthorizationUrl') && other !== null) {
    return fix('Call it deviceAuthorizationUrl', 'review', change.rename(other, 'deviceAuthorizationUrl'));
  }
  const urls = missing.map((key) => [key, urlFor(key, body, all)] as const);
  const steps: readonly Change[] = urls.map(([key, url]) => {
    if (url === null) return null;
    const old = get(body, key);
    return old === null ? change.insert(body, key, url, 'first') : change.replace(old, url);
  });
  return fix(`Add ${urls.map(([key, url]) => `${key}: ${url}`).join(' and ')}`, 'review', joined(...steps));
}

/** The URL that another flow has, else what the flow's own suggests; `null` where there is nothing to go by. */
function urlFor(key: string, body: Part, all: readonly Flow[]): string | null {
  for (const flow of all) {
    const url = told(flow.body, key)?.text ?? '';
    if (url !== '') return url;
  }
  const own = told(body, key === 'tokenUrl' ? 'authorizationUrl' : 'tokenUrl')?.text ?? '';
  const [from, to] =
    key === 'tokenUrl' ? [/\/(authorize|auth|authorization)$/, '/token'] : [/\/token$/, '/authorize'];
  return key !== 'deviceAuthorizationUrl' && from.test(own) ? own.replace(from, to) : null;
}
