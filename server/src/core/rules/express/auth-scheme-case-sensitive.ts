// express/auth-scheme-case-sensitive: a guard takes one spelling of the scheme, where clients may send any.
import type { Report } from '../../findings/finding';
import type { Request } from '../../model/request';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { withHeader } from '../express-shared/requests';
import { routesThrough } from '../express-shared/routes-through';
import { type SchemeTest, schemeTests } from '../express-shared/scheme-tests';

export const rule = expressRule({
  id: 'express/auth-scheme-case-sensitive',
  kind: 'scheme-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'A guard takes one spelling of the scheme in the Authorization header, and clients may send any.',
  *check(context) {
    const tests = schemeTests(context);
    const found: Shown[] = [];
    for (const test of tests) {
      const shown = shownBy(context, test);
      if (shown !== null) found.push(shown);
    }
    const first = found.find(({ refused }) => refused !== null) ?? found[0];
    if (first !== undefined) yield report(first, found, tests);
  },
});

type Shown = {
  readonly test: SchemeTest;
  /** A request in another spelling that is refused; `null` where the guard cannot be followed. */
  readonly refused: { readonly request: Request; readonly status: number; readonly path: string } | null;
};

/** `null` where the other spelling is let in as well. */
function shownBy(context: ExpressContext, test: SchemeTest): Shown | null {
  const through = routesThrough(context, test.at).map(({ route }) => route);
  let isLetIn = false;
  for (const route of through.length === 0 ? context.routes : through) {
    const bare = context.bareRequest(route);
    if (bare === null) continue;
    const sent = credentialsOf(test.scheme);
    const usual = context.decide(withHeader(bare, 'Authorization', `${test.scheme} ${sent}`)).outcome;
    const request = withHeader(bare, 'Authorization', `${otherSpelling(test.scheme)} ${sent}`);
    const other = context.decide(request).outcome;
    if (usual.kind === 'unknown' || other.kind === 'unknown') continue;
    const isRefused = other.kind === 'challenged' || other.kind === 'forbidden';
    if (isRefused && usual.status !== other.status)
      return { test, refused: { request, status: other.status, path: route.path } };
    isLetIn ||= through.length > 0 && !isRefused;
  }
  return isLetIn ? null : { test, refused: null };
}

function credentialsOf(scheme: string): string {
  return scheme.toLowerCase() === 'basic' ? 'dXNlcjpwYXNzd29yZA==' : 'token';
}

function otherSpelling(scheme: string): string {
  const lower = scheme.toLowerCase();
  return scheme === lower ? `${lower.charAt(0).toUpperCase()}${lower.slice(1)}` : lower;
}

function report({ test, refused }: Shown, all: readonly Shown[], tests: readonly SchemeTest[]): Report {
  const other = otherSpelling(test.scheme);
  const so =
    refused === null
      ? `clients that send "Authorization: ${other} …" are refused`
      : `${refused.path} answers ${refused.status} to "Authorization: ${other} …"`;
  const others = all.filter((one) => one.test !== test);
  // One test mended and the next one not would refuse the same clients again.
  const together = tests.filter((one) => one.in === test.in).map(({ edits }) => edits);
  const edits = together.flatMap((one) => one ?? []);
  return {
    at: test.at,
    message: `Is only "${test.scheme}" to be taken, in this spelling? Names of schemes mean the same in any case, so ${so}: compare without regard to case.`,
    related: others.map((one) => ({ ...one.test.at, message: `"${one.test.scheme}" is compared here too.` })),
    ...(refused === null
      ? {}
      : { witness: { request: refused.request, expect: { status: refused.status } } }),
    fixes: fixOf('Compare without regard to case', 'review', together.includes(null) ? null : edits),
  };
}
