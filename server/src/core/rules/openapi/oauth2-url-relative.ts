// openapi/oauth2-url-relative: a URL of which clients cannot tell where it starts.
import type { Contract } from '../../kinds/openapi/contract';
import { keyPlace } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';
import { readableSchemes, type SchemeUrl, urlsOf } from '../openapi-shared/schemes';
import { absoluteUrl } from '../openapi-shared/urls';

export const rule = openapiRule({
  id: 'openapi/oauth2-url-relative',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A URL that tokens come from is relative, and clients resolve it against something else.',
  *check({ contract, change }) {
    const isOld = contract.version.family === '2.0';
    // From 3.0 on it is resolved against the server's URL, which is right where that is absolute.
    if (
      !isOld &&
      contract.servers.some(({ bases }) => bases.length === 0 || bases.some(({ host }) => host !== null))
    )
      return;
    for (const readable of readableSchemes(contract)) {
      for (const url of urlsOf(contract, readable)) {
        if (url.text.trim() === '' || !isRelative(url.text)) continue;
        const absolute = isOld ? resolved(contract, url) : null;
        const todo = absolute === null ? 'write it in full' : `write "${absolute}"`;
        yield {
          at: keyPlace(url.field),
          certainty: isOld ? 'assert' : 'hint',
          message: isOld
            ? `${url.key} of "${readable.scheme.name}" is relative, which 2.0 does not know, so clients resolve it against different things: ${todo}.`
            : `${url.key} of "${readable.scheme.name}" is relative, and so is every server: can clients tell where it starts?`,
          fixes:
            absolute === null
              ? []
              : fix(`Write "${absolute}"`, 'review', change.replaceText(url.value, absolute)),
        };
      }
    }
  },
});

function isRelative(url: string): boolean {
  return absoluteUrl(url) === null && !/^\s*(?:[a-z][a-z0-9+.-]*:|[{<$])/i.test(url);
}

/** The URL below the host of a 2.0 document; `null` where that has none. */
function resolved({ servers }: Contract, { text }: SchemeUrl): string | null {
  const bases = servers.flatMap((server) => server.bases);
  const base = bases.find(({ scheme }) => scheme === 'https') ?? bases[0];
  if (base === undefined || base.host === null) return null;
  const origin = `${base.scheme ?? 'https'}://${base.host}${base.port === null ? '' : `:${base.port}`}`;
  const url = text.trim();
  if (url.startsWith('//')) return `${base.scheme ?? 'https'}:${url}`;
  return url.startsWith('/') ? origin + url : `${origin}${base.path}/${url.replace(/^\.\//, '')}`;
}
