// openapi/cookie-auth-wildcard-cors: cookies and a CORS header with which browsers keep the answer from the page.
import type { Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import { idOf, keyPlace, mapOf } from '../../kinds/openapi/part';
import type { Header } from '../../kinds/openapi/responses';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { isCookie } from '../openapi-shared/cookies';
import { literalScalars } from '../openapi-shared/literals';
import { joined } from '../openapi-shared/reshape';

export const rule = openapiRule({
  id: 'openapi/cookie-auth-wildcard-cors',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Operations take cookies only, and their CORS headers make browsers withhold every answer.',
  *check(context) {
    const seen = new Set<string>();
    const judged = context.facts.secured.filter((operation) => takesCookiesOnly(context, operation));
    const credentialed = judged.some((operation) => headersOf(operation, CREDENTIALS).length > 0);
    for (const operation of judged) {
      const origins = headersOf(operation, ORIGIN);
      const wild = origins.filter(({ values }) => values.includes('*'));
      const meant = wild.length > 0 ? wild : credentialed ? [] : origins.slice(0, 1);
      for (const header of meant) {
        const id = idOf({ file: header.field.file, node: header.field.entry.value });
        if (seen.has(id)) continue;
        seen.add(id);
        yield report(context, operation, header, wild.length > 0);
      }
    }
  },
});

const ORIGIN = 'Access-Control-Allow-Origin';
const CREDENTIALS = 'Access-Control-Allow-Credentials';

function takesCookiesOnly(
  { contract }: OpenApiContext,
  { effective, responses, method }: Operation,
): boolean {
  const isSo = effective.alternatives.every(
    ({ demands }) => demands.length > 0 && demands.every(({ name }) => isCookie(contract, name)),
  );
  return isSo && method !== 'OPTIONS' && responses.isKnown;
}

function headersOf({ responses }: Operation, name: string): readonly Header[] {
  return responses.all.map((response) => response.header(name)).filter((header) => header !== null);
}

function report(
  context: OpenApiContext,
  { method, path }: Operation,
  header: Header,
  isWild: boolean,
): Report {
  const { contract, change } = context;
  const fault = isWild ? `${ORIGIN}: *` : `${ORIGIN} without ${CREDENTIALS}`;
  const map = mapOf(header.field);
  const isOld = contract.version.family === '2.0';
  const schema = { type: 'string', enum: ['true'] };
  const beside = map.node.entries.some(({ key }) => key.toLowerCase() === CREDENTIALS.toLowerCase())
    ? []
    : change.insert(map, CREDENTIALS, isOld ? schema : { schema }, { after: header.field.entry.key });
  const stars = literalScalars(header.body).filter(
    ({ node }) => node.kind === 'scalar' && node.value === '*',
  );
  const named = stars.map((part) => change.replaceText(part, 'https://app.example.com'));
  return {
    at: keyPlace(header.field),
    message: `${method} ${path} takes only a cookie and answers with ${fault}, with which browsers give pages of other origins no answer: name one origin, and add ${CREDENTIALS}: true.`,
    fixes: fix(`Name an origin and add ${CREDENTIALS}`, 'review', joined(...named, beside)),
  };
}
