// openapi/http-scheme-unregistered: the name of an HTTP scheme is none that clients and servers agree on.
import type { Fix, Report } from '../../findings/finding';
import { keyPlace } from '../../kinds/openapi/part';
import { closest } from '../../text/closest';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { REGISTERED_SCHEMES } from '../openapi-shared/http-schemes';
import { reshape } from '../openapi-shared/reshape';
import { type Readable, schemesOfType, type Told, told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/http-scheme-unregistered',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'The name of an HTTP scheme is not registered, so clients send it as it is, and servers expect another.',
  *check(context) {
    if (context.contract.version.family === '2.0') return;
    for (const readable of schemesOfType(context.contract, 'http')) {
      const name = told(readable.body, 'scheme');
      const word = name?.text.trim().toLowerCase() ?? '';
      if (name !== null && word !== '' && !REGISTERED_SCHEMES.has(word))
        yield report(context, readable, name);
    }
  },
});

/** Names that are a format of tokens, a type of scheme or a whole header, and never a scheme of their own. */
const BEARER =
  /^(?:jwt|bearer[ _-]?(?:auth|token|jwt|scheme|\{.*\}|<.*>)|jwt[ _-]?bearer|http[ _-]?bearer|access[ _-]?token|oauth[ _-]?2(?:\.0)?|oidc|openid(?:connect)?)$/;
const KEY = /^(?:x[ _-])?(?:api|app)[ _-]?key$/;

/** Schemes of one vendor are real, and have names like `acme-hmac-sha256`. */
const VENDOR = /\d|hmac|sig|-|^ntlm$|^aws/;

function report(context: OpenApiContext, readable: Readable, name: Told): Report {
  const { scheme } = readable;
  const fixes = meant(context, readable, name);
  const [first] = fixes;
  const word = name.text.trim().toLowerCase();
  const isVendor = first === undefined && VENDOR.test(word);
  const todo =
    first === undefined
      ? 'write the name of a registered scheme'
      : `write ${first.title.replace(/^Write /, '')}`;
  return {
    at: keyPlace(name.field),
    certainty: isVendor ? 'hint' : 'assert',
    message: isVendor
      ? `"${name.text}", the HTTP scheme of "${scheme.name}", is not registered: does every client of this API know what it means?`
      : `"${name.text}" is no registered HTTP scheme, so clients of "${scheme.name}" send "Authorization: ${name.text} …": ${todo}.`,
    fixes,
  };
}

function meant(
  { change }: OpenApiContext,
  { scheme, body }: Readable,
  { value, text }: Told,
): readonly Fix[] {
  const word = text.trim().toLowerCase();
  if (KEY.test(word)) {
    const key = { type: 'apiKey', in: 'header', name: 'X-API-Key' };
    return fix(
      'Write "type: apiKey" with the header X-API-Key',
      'review',
      reshape(change, body, key, ['scheme', 'bearerFormat']),
    );
  }
  if (word === 'token') {
    const key = { type: 'apiKey', in: 'header', name: 'Authorization' };
    return fix(
      'Write "type: apiKey" with the header Authorization',
      'review',
      reshape(change, body, key, ['scheme', 'bearerFormat']),
    );
  }
  if (BEARER.test(word)) {
    const format = word.includes('jwt') && scheme.at('bearerFormat') === null ? { bearerFormat: 'JWT' } : {};
    return fix(
      'Write "scheme: bearer"',
      'review',
      reshape(change, body, { scheme: 'bearer', ...format }, []),
    );
  }
  const near = VENDOR.test(word) ? null : closest(word, REGISTERED_SCHEMES);
  return near === null ? [] : fix(`Write "scheme: ${near}"`, 'review', change.replaceText(value, near));
}
