// openapi/oauth2-flow-unknown: a flow by a name that its version does not know.
import type { Report } from '../../findings/finding';
import type { Change } from '../../kinds/openapi/edits';
import { get, keyPlace, textOf, valueIn } from '../../kinds/openapi/part';
import { FLOWS, type Flow } from '../../kinds/openapi/scheme';
import { atLeast } from '../../kinds/openapi/version';
import { closest } from '../../text/closest';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { flowsOf, type Readable, schemesOfType } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/oauth2-flow-unknown',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A flow has a name that does not exist in this version, so clients cannot get a token by it.',
  *check(context) {
    for (const readable of schemesOfType(context.contract, 'oauth2')) {
      for (const flow of flowsOf(context.contract, readable)) {
        const isHidden = flow.field.entry.key === 'flow' && (textOf(valueIn(flow.field)) ?? '') === '';
        if (flow.name === null && !isHidden) yield report(context, readable, flow);
      }
    }
  },
});

/** The names of the flows in 2.0, in the order of those of 3.x. */
const OLD = ['implicit', 'password', 'application', 'accessCode'] as const;

/** What people write, without regard to case, dashes and underscores, and the flow of 3.x that they mean. */
const MEANT: Readonly<Record<string, number>> = {
  implicit: 0,
  implicitflow: 0,
  password: 1,
  resourceowner: 1,
  resourceownerpassword: 1,
  resourceownerpasswordcredentials: 1,
  ropc: 1,
  application: 2,
  clientcredentials: 2,
  clientcredential: 2,
  clientcredentialsflow: 2,
  machinetomachine: 2,
  accesscode: 3,
  authorizationcode: 3,
  authcode: 3,
  code: 3,
  authorization: 3,
  authorizationcodeflow: 3,
  pkce: 3,
  authorizationcodepkce: 3,
  authorizationcodewithpkce: 3,
  device: 4,
  devicecode: 4,
  deviceflow: 4,
  deviceauthorization: 4,
  deviceauthorizationgrant: 4,
};

function meantBy({ contract }: OpenApiContext, written: string): string | null {
  const isOld = contract.version.family === '2.0';
  const names: readonly string[] = isOld ? OLD : atLeast(contract.version, '3.2') ? FLOWS : FLOWS.slice(0, 4);
  const word = written.toLowerCase().replaceAll(/[\s_-]/g, '');
  if (Object.hasOwn(MEANT, word)) return names[MEANT[word] ?? -1] ?? null;
  return closest(written, names);
}

function report(context: OpenApiContext, { scheme }: Readable, flow: Flow): Report {
  const { contract } = context;
  const meant = meantBy(context, flow.written);
  const names = contract.version.family === '2.0' ? OLD : FLOWS.slice(0, 4);
  const todo = meant === null ? `write one of ${names.join(', ')}` : `write "${meant}"`;
  return {
    at: keyPlace(flow.field),
    message: `"${flow.written}" is no flow of OAuth 2 in OpenAPI ${contract.version.family}, so clients get no token for "${scheme.name}" by it: ${todo}.`,
    fixes: meant === null ? [] : fix(`Write "${meant}"`, 'review', renamed(context, flow, meant)),
  };
}

function renamed({ change }: OpenApiContext, { field }: Flow, name: string): Change {
  const value = valueIn(field);
  if (field.entry.key === 'flow') return value === null ? null : change.replaceText(value, name);
  const isTaken = get({ file: field.file, node: field.entry.map }, name) !== null;
  return isTaken ? null : change.rename(field, name);
}
