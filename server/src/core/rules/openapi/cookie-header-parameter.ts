// openapi/cookie-header-parameter: a parameter that is the whole header Cookie.
import type { Fix, Report } from '../../findings/finding';
import { get, keyPlace, valueIn } from '../../kinds/openapi/part';
import { literalsOf } from '../../kinds/openapi/responses';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { cookieNameIn, cookieSchemeIn } from '../openapi-shared/cookies';
import { type ParameterGroup, parameterGroups, removeParameter } from '../openapi-shared/parameter-groups';
import { joined } from '../openapi-shared/reshape';
import { told } from '../openapi-shared/schemes';

export const rule = openapiRule({
  id: 'openapi/cookie-header-parameter',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The header Cookie is described as a parameter, and what clients make of that is not defined.',
  *check(context) {
    // 2.0 has no other way to describe a cookie.
    if (context.contract.version.family === '2.0') return;
    const groups = parameterGroups(
      context,
      (name) => name.toLowerCase() === 'cookie',
      (one) => one.in === 'header',
    );
    for (const group of groups) yield report(context, group);
  },
});

function report(context: OpenApiContext, group: ParameterGroup): Report {
  const [first] = group.operations;
  const scheme = coveringScheme(context, group);
  const todo =
    scheme === null
      ? 'write "in: cookie" and the name of the cookie'
      : `take it out, the scheme "${scheme}" says it already`;
  return {
    at: keyPlace(group.nameField),
    message: `What clients make of ${group.name}, a header parameter of ${first?.method} ${first?.path}, is not defined, and browsers forbid it: ${todo}.`,
    fixes: fixes(context, group, scheme),
  };
}

/** A scheme that is a cookie, and that all operations with the parameter take. */
function coveringScheme({ contract }: OpenApiContext, { operations }: ParameterGroup): string | null {
  const schemes = operations.map(({ effective }) =>
    effective.alternatives.map((one) => cookieSchemeIn(contract, one)).find((name) => name !== null),
  );
  return schemes.every((name) => name !== undefined) ? (schemes[0] ?? null) : null;
}

function fixes(context: OpenApiContext, group: ParameterGroup, scheme: string | null): readonly Fix[] {
  if (scheme !== null) return fix('Take the parameter out', 'review', removeParameter(context, group));
  const { change } = context;
  const place = get(group.body, 'in');
  const name = valueIn(group.nameField);
  if (place === null || name === null) return [];
  const texts = [...literalsOf(group.body), told(group.body, 'description')?.text ?? ''];
  const cookie = cookieNameIn(texts.join(' ')) ?? 'session';
  return fix(
    `Make it the cookie "${cookie}"`,
    'review',
    joined(change.replaceText(place, 'cookie'), change.replaceText(name, cookie)),
  );
}
