// openapi/scheme-type-invalid: a scheme is of a type that no version knows.
import type { Fix, Report } from '../../findings/finding';
import { isHidden, keyPlace, valueIn } from '../../kinds/openapi/part';
import { closest } from '../../text/closest';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { reshape } from '../openapi-shared/reshape';
import { isMissing, type Readable, readableSchemes, told, wordsOf } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/scheme-type-invalid',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A security scheme has a type that does not exist, so clients send nothing for it.',
  *check(context) {
    for (const readable of readableSchemes(context.contract)) {
      const type = told(readable.body, 'type')?.text ?? null;
      if (type === null ? isMissing(readable.body, 'type') : !TYPES.has(type.trim())) {
        yield report(context, readable, type);
      }
    }
  },
});

/** The types of all versions; those of another version than the document's have rules of their own. */
const TYPES = new Set(['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS', 'basic']);

function report(context: OpenApiContext, readable: Readable, type: string | null): Report {
  const { scheme } = readable;
  const fixes = type === null ? [] : renamed(context, readable, type);
  const [first] = fixes;
  const known =
    context.contract.version.family === '2.0'
      ? 'basic, apiKey or oauth2'
      : 'http, apiKey, oauth2 or openIdConnect';
  const what = first === undefined ? `it is ${known}` : lowered(first.title);
  const fault = type === null ? 'has no type' : `is of the type "${type}", which does not exist`;
  return {
    at: keyPlace(scheme.at('type') ?? scheme.field),
    message: `The scheme "${scheme.name}" ${fault}, so clients send nothing for it: ${what}.`,
    fixes,
  };
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** What people write for a type: a scheme of `http`, a format of tokens, a name in other letters. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  [/^(?:http)?-?(?:bearer|jwt|token|bearer-?(?:auth|token)|jwt-?bearer|access-?token)$/, 'bearer'],
  [/^(?:http-?)?basic(?:-?auth)?$/, 'basic'],
  [/^(?:http-?)?digest(?:-?auth)?$/, 'digest'],
  [/^(?:x-)?api-?key(?:-?auth)?$/, 'apiKey'],
  [/^oauth(?:-?2(?:\.0)?)?$/, 'oauth2'],
  [/^(?:oidc|open-?id(?:-?connect)?)$/, 'openIdConnect'],
  [/^m(?:utual)?-?tls$/, 'mutualTLS'],
  [/^https?$/, 'http'],
];

function meantBy(type: string): string | null {
  const word = type.trim().toLowerCase().replaceAll(/[_\s]/g, '-');
  const found = MEANT.find(([pattern]) => pattern.test(word));
  return found?.[1] ?? closest(type.trim(), TYPES);
}

function renamed({ contract, change }: OpenApiContext, readable: Readable, type: string): readonly Fix[] {
  const { body } = readable;
  const meant = meantBy(type);
  const isOld = contract.version.family === '2.0';
  const value = valueIn(readable.scheme.at('type'));
  if (meant === null || value === null || isHidden(value)) return [];
  if (isOld && (meant === 'bearer' || meant === 'http')) {
    const key = { type: 'apiKey', name: 'Authorization', in: 'header' };
    return fix(
      'Write "type: apiKey" in the header Authorization',
      'review',
      reshape(change, body, key, ['scheme', 'bearerFormat']),
    );
  }
  if (isOld && (meant === 'openIdConnect' || meant === 'mutualTLS' || meant === 'digest')) return [];
  if (meant === 'bearer' || meant === 'digest' || (meant === 'basic' && !isOld)) {
    const http = { type: 'http', scheme: meant };
    return fix(
      `Write "type: http" and "scheme: ${meant}"`,
      'review',
      reshape(change, body, http, ['name', 'in']),
    );
  }
  if (meant === 'http' && told(body, 'scheme') === null) {
    const scheme = /basic/i.test(wordsOf(readable)) ? 'basic' : 'bearer';
    return fix(
      `Write "type: http" and "scheme: ${scheme}"`,
      'review',
      reshape(change, body, { type: 'http', scheme }, []),
    );
  }
  return fix(`Write "type: ${meant}"`, 'review', change.replaceText(value, meant));
}
