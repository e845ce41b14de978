// Requests that carry what a requirement asks for.
import type { HeaderLine, Request } from '../../model/request';
import type { Requirement, Scheme } from '../../model/requirement';

/** What is added to a request for a scheme. */
type Sent = { readonly headers: readonly HeaderLine[]; readonly query: readonly string[] };

const NOTHING: Sent = { headers: [], query: [] };

/** A request with credentials of each kind that is demanded, taken as valid; `null` where nobody can say what to send. */
export function withCredentials(request: Request, requirement: Requirement): Request | null {
  const sent = sentFor(requirement);
  if (sent === null) return null;
  const mark = request.target.includes('?') ? '&' : '?';
  const query = sent.query.length === 0 ? '' : `${mark}${sent.query.join('&')}`;
  const headers = [...request.headers, ...sent.headers];
  return { ...request, target: request.target + query, headers, credentials: 'valid' };
}

function sentFor(requirement: Requirement): Sent | null {
  switch (requirement.kind) {
    case 'open':
      return NOTHING;
    case 'closed':
    case 'unknown':
      return null;
    case 'check':
      return sentForScheme(requirement.scheme);
    case 'any':
      return requirement.of.map(sentFor).find((one) => one !== null) ?? null;
    case 'all': {
      const parts = requirement.of.map(sentFor).filter((one) => one !== null);
      if (parts.length < requirement.of.length) return null;
      const names = parts.flatMap(({ headers }) => headers.map(([name]) => name.toLowerCase()));
      // Two that need the same header cannot be sent together.
      if (new Set(names).size < names.length) return null;
      return { headers: parts.flatMap(({ headers }) => headers), query: parts.flatMap(({ query }) => query) };
    }
  }
}

function sentForScheme(scheme: Scheme): Sent | null {
  const header = (name: string, value: string): Sent => ({ headers: [[name, value]], query: [] });
  switch (scheme.kind) {
    case 'basic':
      return header('Authorization', 'Basic dXNlcjpwYXNzd29yZA==');
    case 'bearer':
      return header('Authorization', 'Bearer token');
    case 'digest':
      return header('Authorization', 'Digest response');
    case 'negotiate':
      return header('Authorization', 'Negotiate token');
    case 'apiKey':
      if (scheme.in === 'header') return header(scheme.name, 'key');
      if (scheme.in === 'cookie') return header('Cookie', `${scheme.name}=key`);
      return { headers: [], query: [`${encodeURIComponent(scheme.name)}=key`] };
    case 'session':
      return header('Cookie', `${scheme.cookie}=session`);
    case 'mutualTls':
    case 'custom':
      return null;
  }
}
