// openapi/oauth2-url-insecure: tokens are fetched without TLS, and the redirect to it loses what was sent.
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { readableSchemes, urlsOf } from '../openapi-shared/schemes';
import { absoluteUrl, isAtHome } from '../openapi-shared/urls';

export const rule = openapiRule({
  id: 'openapi/oauth2-url-insecure',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A URL that tokens come from is http, and the redirect to https loses what was sent.',
  *check({ contract, change }) {
    for (const readable of readableSchemes(contract)) {
      for (const { key, field, value, text } of urlsOf(contract, readable)) {
        const url = absoluteUrl(text);
        if (url?.scheme !== 'http' || isAtHome(url.host)) continue;
        const secure = text
          .replace(/^(\s*)http:/i, '$1https:')
          .replace(/^(\s*https:\/\/[^/?#]*):80(?=[/?#]|$)/, '$1');
        yield {
          at: keyPlace(field),
          message: `${key} of "${readable.scheme.name}" is http, and a redirect to https turns the POST into a GET or drops the client's credentials: write "${secure}".`,
          fixes: fix(`Write "${secure}"`, 'review', change.replaceText(value, secure)),
        };
      }
    }
  },
});
