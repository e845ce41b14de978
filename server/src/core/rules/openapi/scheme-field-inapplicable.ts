// openapi/scheme-field-inapplicable: what a scheme says that schemes of its type do not have, so that nobody reads it.
import type { Fix, Report } from '../../findings/finding';
import { type Field, fieldOf, fieldsOf, keyPlace } from '../../kinds/openapi/part';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { isBearerKey } from '../openapi-shared/bearer-keys';
import { joined } from '../openapi-shared/reshape';
import { isGatewayScheme, type Readable, readableSchemes } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/scheme-field-inapplicable',
  kind: 'contract-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'A scheme has a field that its type does not have, so nobody reads it.',
  *check(context) {
    for (const readable of readableSchemes(context.contract)) {
      // A bearer token that is described as a key has its format to say, and a rule of its own.
      if (isGatewayScheme(readable.body) || isBearerKey(context.contract, readable)) continue;
      const foreign = foreignFields(readable);
      if (foreign.length > 0) yield report(context, readable, foreign);
    }
  },
});

/** Fields of schemes that depend on the type; those of flows of 2.0 in 3.x, and the reverse, have rules of their own. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  basic: [],
  apiKey: ['name', 'in'],
  http: ['scheme', 'bearerFormat'],
  oauth2: ['flows', 'oauth2MetadataUrl'],
  openIdConnect: ['openIdConnectUrl'],
  mutualTLS: [],
};
const ALL = new Set(Object.values(FIELDS).flat());
const BARE = new Map([...ALL].filter((key) => key.length > 5).map((key) => [bare(key), key]));

function bare(key: string): string {
  return key.toLowerCase().replaceAll(/[_-]/g, '');
}

/** The fields that the type does not have, and those that are written in other letters. */
function foreignFields({ scheme, body }: Readable): readonly Field[] {
  const { type } = scheme;
  if (type === null || !Object.hasOwn(FIELDS, type)) return [];
  const own = FIELDS[type] ?? [];
  return fieldsOf(body).filter(({ entry: { key } }) => {
    if (!ALL.has(key)) return BARE.has(bare(key));
    return !own.includes(key) || (key === 'bearerFormat' && isBasic(scheme.text('scheme')));
  });
}

function isBasic(scheme: string | null): boolean {
  return /^(?:basic|digest)$/i.test(scheme ?? '');
}

function report(context: OpenApiContext, readable: Readable, foreign: readonly Field[]): Report {
  const { scheme } = readable;
  const keys = foreign.map(({ entry }) => `"${entry.key}"`).join(' and ');
  const [first] = foreign;
  const isOne = foreign.length === 1;
  return {
    at: keyPlace(first ?? scheme.field),
    certainty: 'hint',
    message: `Schemes of type ${scheme.type} have no ${keys}, so nobody reads ${isOne ? 'it' : 'them'}: is "${scheme.name}" meant to be of another type, or the name of the field another?`,
    fixes: corrected(context, readable, foreign),
  };
}

function corrected(
  { change }: OpenApiContext,
  { scheme, body }: Readable,
  foreign: readonly Field[],
): readonly Fix[] {
  const steps = foreign.map((field) => {
    const meant = BARE.get(bare(field.entry.key)) ?? '';
    const own = FIELDS[scheme.type ?? ''] ?? [];
    const isName = meant !== field.entry.key && own.includes(meant) && fieldOf(body, meant) === null;
    return isName ? change.rename(field, meant) : change.remove(field);
  });
  const [first] = foreign;
  const meant = BARE.get(bare(first?.entry.key ?? ''));
  const isRename =
    foreign.length === 1 &&
    meant !== first?.entry.key &&
    (FIELDS[scheme.type ?? ''] ?? []).includes(meant ?? '');
  const title = isRename ? `Write "${meant}"` : `Take ${foreign.length === 1 ? 'it' : 'them'} out`;
  return fix(title, 'review', joined(...steps));
}
