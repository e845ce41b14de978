// openapi/www-authenticate-scheme-mismatch: a documented challenge asks for a scheme that the operation does not take.
import type { Fix, Report } from '../../findings/finding';
import type { Operation } from '../../kinds/openapi/operation';
import { idOf, keyPlace, textOf } from '../../kinds/openapi/part';
import type { Header } from '../../kinds/openapi/responses';
import type { Effective } from '../../kinds/openapi/security';
import { type Challenge, readChallenges } from '../../model/challenges';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { challengeNames, REGISTERED_SCHEMES } from '../openapi-shared/http-schemes';
import { literalScalars } from '../openapi-shared/literals';

/** A header with the operations whose 401 it is of, and the names that would fit one of them. */
type Documented = {
  readonly header: Header;
  readonly operations: Operation[];
  readonly fitting: Set<string>;
};

export const rule = openapiRule({
  id: 'openapi/www-authenticate-scheme-mismatch',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A documented challenge asks for a scheme that the operation does not take, so clients are refused again.',
  *check(context) {
    const all = new Map<string, Documented>();
    const open = new Set<string>();
    // Most operations inherit what they demand, and share it.
    const named = new Map<Effective, readonly string[] | null>();
    for (const operation of context.operations) {
      const header = operation.responses.get('401')?.header('WWW-Authenticate') ?? null;
      if (header === null) continue;
      const id = idOf({ file: header.field.file, node: header.body?.node ?? header.field.entry.value });
      const { effective } = operation;
      const asked = named.get(effective);
      const fitting = asked === undefined ? namesFitting(context, effective) : asked;
      named.set(effective, fitting);
      if (fitting === null) open.add(id);
      const known = all.get(id) ?? { header, operations: [], fitting: new Set() };
      known.operations.push(operation);
      for (const name of fitting ?? []) known.fitting.add(name);
      all.set(id, known);
    }
    for (const [id, documented] of all) if (!open.has(id)) yield* report(context, documented);
  },
});

/** All names by which what an operation demands may be challenged; `null` where that is open. */
function namesFitting(
  { contract }: OpenApiContext,
  { access, alternatives }: Effective,
): readonly string[] | null {
  if (access !== 'secured' && access !== 'optional') return null;
  const names: string[] = [];
  for (const { name } of alternatives.flatMap(({ demands }) => demands)) {
    const named = contract.schemeNamed(name);
    if (named.kind !== 'declared' || named.scheme.scheme === null) return null;
    // A key in the field Authorization may follow a scheme of any name.
    if (named.scheme.type === 'apiKey' && named.scheme.carrier?.name === 'authorization') return null;
    names.push(...(challengeNames(named.scheme) ?? []));
  }
  return names.length === 0 ? null : names;
}

function* report(context: OpenApiContext, { header, operations, fitting }: Documented): Generator<Report> {
  const [operation] = operations;
  const values = header.values.map(readChallenges);
  const challenges = values.flatMap((list) => list ?? []);
  if (operation === undefined || challenges.length === 0 || values.includes(null)) return;
  if (!challenges.every(isMeant) || challenges.some(({ scheme }) => fitting.has(scheme))) return;
  const request = context.bareRequest(operation);
  const [value = ''] = header.values;
  const what = [...new Set(challenges.map(({ scheme }) => shown(scheme)))].join(' and ');
  yield {
    at: keyPlace(header.field),
    message: `The 401 of ${operation.method} ${operation.path} challenges for ${what}, and the operation takes ${[...fitting].map(shown).join(' or ')}: clients send what is refused again, so name that scheme.`,
    witness: request === null ? null : { request, expect: { status: 401, challenges: [value] } },
    fixes: rename(context, header, [...fitting]),
  };
}

/** Registered names, and whatever has parameters; other words may be a sentence. */
function isMeant({ scheme, hasParameters }: Challenge): boolean {
  return REGISTERED_SCHEMES.has(scheme) || hasParameters;
}

/** Basic needs a realm (RFC 7617, section 2); other parameters are those of the scheme that goes. */
function rename({ change }: OpenApiContext, { body }: Header, fitting: readonly string[]): readonly Fix[] {
  const [name] = fitting;
  const scalars = literalScalars(body);
  const [scalar] = scalars;
  const challenges = readChallenges(textOf(scalar ?? null) ?? '') ?? [];
  if (name === undefined || scalar === undefined || scalars.length > 1 || challenges.length > 1) return [];
  const realm = /\brealm[ \t]*=[ \t]*("(?:[^"\\]|\\.)*")/i.exec(textOf(scalar) ?? '')?.[1];
  const parameters = realm === undefined ? (name === 'basic' ? ' realm="api"' : '') : ` realm=${realm}`;
  return fix(
    `Challenge for ${shown(name)}`,
    'review',
    change.replaceText(scalar, `${shown(name)}${parameters}`),
  );
}

function shown(scheme: string): string {
  return scheme === 'dpop' ? 'DPoP' : scheme.charAt(0).toUpperCase() + scheme.slice(1);
}
