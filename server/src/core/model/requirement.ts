// What a request must carry to be let in.
import type { Place } from '../text/span';

/** How credentials are presented. Names are those of the IANA registry of authentication schemes, where there is one. */
export type Scheme =
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer' }
  | { readonly kind: 'digest' }
  | { readonly kind: 'negotiate' }
  | { readonly kind: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly kind: 'session'; readonly cookie: string }
  | { readonly kind: 'mutualTls' }
  | { readonly kind: 'custom'; readonly what: string };

/** What satisfies a route: nothing needed, one check, all of several, any of several, or unknown with a reason. */
export type Requirement =
  | { readonly kind: 'open' }
  | Check
  | { readonly kind: 'all'; readonly of: readonly Requirement[] }
  | { readonly kind: 'any'; readonly of: readonly Requirement[] }
  | { readonly kind: 'closed'; readonly why: string; readonly at: Place }
  | { readonly kind: 'unknown'; readonly reason: string; readonly at: Place | null };

/** One demand: the scheme and the line that demands it. */
export type Check = {
  readonly kind: 'check';
  readonly scheme: Scheme;
  /** What is said of it in one or two words: a realm, a sub-request's path, an address range. */
  readonly detail: string | null;
  readonly scopes: readonly string[];
  readonly at: Place;
  /** Credentials that are taken, where the files hold them; not to be shown. Of Basic with a colon between. */
  readonly example?: string | undefined;
};

export const OPEN: Requirement = { kind: 'open' };

/** The name of a scheme as users read it. */
export function schemeName(scheme: Scheme): string {
  switch (scheme.kind) {
    case 'apiKey':
      return `API key in ${scheme.in} ${scheme.name}`;
    case 'session':
      return `session cookie ${scheme.cookie}`;
    case 'mutualTls':
      return 'client certificate';
    case 'custom':
      return scheme.what;
    case 'basic':
    case 'bearer':
    case 'digest':
    case 'negotiate':
      return scheme.kind.charAt(0).toUpperCase() + scheme.kind.slice(1);
  }
}

/** A requirement in words, such as `Basic "staging" or 10.0.0.0/8`. */
export function describeRequirement(requirement: Requirement): string {
  switch (requirement.kind) {
    case 'open':
      return 'public';
    case 'closed':
      return requirement.why;
    case 'unknown':
      return `unknown (${requirement.reason})`;
    case 'check': {
      const detail = requirement.detail === null ? '' : ` ${requirement.detail}`;
      const scopes = requirement.scopes.length === 0 ? '' : ` [${requirement.scopes.join(', ')}]`;
      return schemeName(requirement.scheme) + detail + scopes;
    }
    case 'all':
    case 'any': {
      const word = requirement.kind === 'all' ? ' and ' : ' or ';
      return requirement.of
        .map((part) =>
          part.kind === 'all' || part.kind === 'any'
            ? `(${describeRequirement(part)})`
            : describeRequirement(part),
        )
        .join(word);
    }
  }
}
