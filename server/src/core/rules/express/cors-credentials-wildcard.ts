// express/cors-credentials-wildcard: credentials are allowed for every origin at once, which browsers do not take.
import type { Fix, Report } from '../../findings/finding';
import type { Value } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type CorsCall, corsCalls, listOf, type WrittenCors, writtenCors } from '../express-shared/cors';
import { onlyOrigin } from '../express-shared/named-origins';
import { type Given, optionIn, replaceOption } from '../express-shared/options';
import { mentions } from '../express-shared/texts';

export const rule = expressRule({
  id: 'express/cors-credentials-wildcard',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'warning',
  summary: 'Credentials are allowed to browsers together with the origin *, which they refuse.',
  *check(context) {
    for (const call of corsCalls(context)) {
      const report = ofCall(context, call);
      if (report !== null) yield report;
    }
    yield* ofHeaders(context);
  },
});

const REFUSED = 'browsers refuse the answers to requests with cookies: name the origins';

function ofCall(context: ExpressContext, { options, at, optionsAt }: CorsCall): Report | null {
  const credentials = optionIn(context, options, optionsAt, 'credentials');
  if (credentials?.value.kind !== 'boolean' || !credentials.value.value) return null;
  const origin = optionIn(context, options, optionsAt, 'origin');
  if (origin === null) return null;
  const place = origin.value.kind === 'undefined' ? credentials.at : origin.at;
  switch (wildcardOf(origin.value)) {
    case 'always':
      return {
        at: place,
        fixes: named(context, options, origin),
        message: `cors() allows credentials and answers "Access-Control-Allow-Origin: *", and ${REFUSED} in origin.`,
      };
    case 'default':
      return {
        at: place,
        certainty: 'hint',
        severity: 'info',
        message: `Is ${environmentName(origin.value)} always set? Without it cors() answers "Access-Control-Allow-Origin: *" and allows credentials, which browsers refuse.`,
      };
    case 'listed':
      return {
        at: place,
        message: `cors() compares the origins of a list letter by letter, so "*" in it allows none: name the origins in origin.`,
        related: [{ ...at, message: 'The list is used here.' }],
        fixes: named(context, options, origin),
      };
    case null:
      return null;
  }
}

/** Where the program names one origin elsewhere, that is the one. */
function named(context: ExpressContext, options: Value | undefined, origin: Given): readonly Fix[] {
  const expression = onlyOrigin(context);
  if (expression === null) return [];
  const isAbsent = origin.value.kind === 'undefined';
  const object = isAbsent && options?.kind === 'object' ? options.at : null;
  const change =
    object === null
      ? replaceOption(context, 'origin', origin, expression)
      : context.change.addEntry(object, 'origin', expression);
  return fixOf(`Allow ${expression} alone`, 'review', change);
}

/** Whether an option lets cors() answer `*`: without `origin` it does (cors 2.8, lib/index.js, defaults). */
function wildcardOf(origin: Value): 'always' | 'default' | 'listed' | null {
  if (origin.kind === 'undefined' || (origin.kind === 'string' && origin.value === '*')) return 'always';
  if (origin.kind === 'env') {
    return origin.fallback?.kind === 'string' && origin.fallback.value === '*' ? 'default' : null;
  }
  const list = origin.kind === 'array' ? listOf(origin) : null;
  return list !== null && list.length > 0 && list.every((one) => one === '*') ? 'listed' : null;
}

function environmentName(value: Value): string {
  return value.kind === 'env' ? `process.env.${value.name}` : 'it';
}

/** A function that writes both headers itself, or an object of headers that has both. */
function* ofHeaders(context: ExpressContext): Iterable<Report> {
  const headers = writtenCors(context);
  for (const origin of headers) {
    if (origin.name !== 'allow-origin' || origin.text !== '*') continue;
    const around = origin.group;
    const own = headers.filter(({ group }) => group === around);
    const credentials = own.find(({ name, text }) => name === 'allow-credentials' && text === 'true');
    // Where the origin is written twice, the other value may be the one that counts.
    const isOnly = own.filter(({ name }) => name === 'allow-origin').length === 1;
    if (credentials === undefined || !isOnly || around === undefined || readsOrigin(around)) continue;
    const expression = onlyOrigin(context);
    yield {
      at: origin.at,
      message: `Access-Control-Allow-Origin is * and credentials are allowed, and ${REFUSED}.`,
      related: [{ ...credentials.at, message: 'Credentials are allowed here.' }],
      fixes:
        expression === null
          ? []
          : fixOf(`Allow ${expression} alone`, 'review', written(context, origin, expression)),
    };
  }
}

function written({ change }: ExpressContext, { at, node }: WrittenCors, expression: string) {
  return node.kind === 'string' ? change.replace(at, expression) : null;
}

/** Whether a function reads the origin of the request, and so may answer with that one. */
function readsOrigin(node: Expression): boolean {
  return node.kind === 'function' && (mentions(node, 'origin') || mentions(node, 'Origin'));
}
