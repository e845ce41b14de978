// Requests that carry what a requirement asks for.
import type { HeaderLine, Request } from '../../model/request';
import type { Requirement, Scheme } from '../../model/requirement';
import { encodeBase64 } from '../nginx/passwords/base64';
import { utf8Bytes } from '../nginx/passwords/bytes';

/** What is added to a request for a scheme. */
export type Sent = { readonly headers: readonly HeaderLine[]; readonly query: readonly string[] };

export const NOTHING_SENT: Sent = { headers: [], query: [] };

/** A request with credentials of each kind that is demanded, taken as valid; `null` where nobody can say what to send. */
export function withCredentials(request: Request, requirement: Requirement): Request | null {
  const last = lastMade.get(request);
  if (last?.requirement === requirement) return last.made;
  const made = makeWithCredentials(request, requirement);
  lastMade.set(request, { requirement, made });
  return made;
}

/** Several ask one after the other for the same: what is one object is told to be the same at once. */
const lastMade = new WeakMap<Request, { readonly requirement: Requirement; readonly made: Request | null }>();

function makeWithCredentials(request: Request, requirement: Requirement): Request | null {
  const sent = sentFor(requirement);
  if (sent === null) return null;
  const mark = request.target.includes('?') ? '&' : '?';
  const query = sent.query.length === 0 ? '' : `${mark}${sent.query.join('&')}`;
  const headers = request.headers.concat(sent.headers);
  const secrets = examplesOf(requirement);
  return {
    ...request,
    target: request.target + query,
    headers,
    credentials: 'valid',
    ...(secrets.length === 0 ? {} : { secrets }),
  };
}

/** A requirement of which nobody knows what it takes, as those who guess do not. */
export function withoutExamples(requirement: Requirement): Requirement {
  switch (requirement.kind) {
    case 'check':
      return requirement.example === undefined ? requirement : { ...requirement, example: undefined };
    case 'all':
    case 'any':
      return { ...requirement, of: requirement.of.map(withoutExamples) };
    default:
      return requirement;
  }
}

/** A request with one text for whatever token or key is demanded; `null` where nobody can say where to send it. */
export function withToken(request: Request, requirement: Requirement, token: string): Request | null {
  const sent = withCredentials(request, withOneExample(requirement, token));
  return sent === null ? null : { ...sent, secrets: [] };
}

function withOneExample(requirement: Requirement, example: string): Requirement {
  switch (requirement.kind) {
    case 'check': {
      const { kind } = requirement.scheme;
      return kind === 'bearer' || kind === 'apiKey' ? { ...requirement, example } : requirement;
    }
    case 'all':
    case 'any':
      return { ...requirement, of: requirement.of.map((one) => withOneExample(one, example)) };
    default:
      return requirement;
  }
}

function examplesOf(requirement: Requirement): readonly string[] {
  switch (requirement.kind) {
    case 'check': {
      const { example, scheme } = requirement;
      if (example === undefined) return [];
      return [scheme.kind === 'basic' ? base64Of(example) : example];
    }
    case 'all':
    case 'any':
      return requirement.of.flatMap(examplesOf);
    default:
      return [];
  }
}

function base64Of(text: string): string {
  return encodeBase64(utf8Bytes(text));
}

function sentFor(requirement: Requirement): Sent | null {
  switch (requirement.kind) {
    case 'open':
      return NOTHING_SENT;
    case 'closed':
    case 'unknown':
      return null;
    case 'check':
      return sentForScheme(requirement.scheme, requirement.example ?? null);
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

/** What is sent for a scheme: credentials that are known to be taken, else some; `null` where nobody can say what. */
export function sentForScheme(scheme: Scheme, example: string | null): Sent | null {
  const header = (name: string, value: string): Sent => ({ headers: [[name, value]], query: [] });
  switch (scheme.kind) {
    case 'basic':
      return header('Authorization', `Basic ${base64Of(example ?? 'user:password')}`);
    case 'bearer':
      return header('Authorization', `Bearer ${example ?? 'token'}`);
    case 'digest':
      return header('Authorization', 'Digest response');
    case 'negotiate':
      return header('Authorization', 'Negotiate token');
    case 'apiKey': {
      const key = example ?? 'key';
      if (scheme.in === 'header') return header(scheme.name, key);
      if (scheme.in === 'cookie') return header('Cookie', `${scheme.name}=${key}`);
      return { headers: [], query: [`${encodeURIComponent(scheme.name)}=${encodeURIComponent(key)}`] };
    }
    case 'session':
      return header('Cookie', `${scheme.cookie}=session`);
    case 'mutualTls':
    case 'custom':
      return null;
  }
}
