// express/body-parser-after-login: a handler reads req.body where no parser has filled it.
import type { Report } from '../../findings/finding';
import type { RouteEntry } from '../../kinds/express/table';
import { type Request, takesBody } from '../../model/request';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { packagedLayer } from '../express-shared/added-layers';
import { FORM, formFor } from '../express-shared/forms';
import { lateReport } from '../express-shared/late-reports';
import { isListening, parsesBodies } from '../express-shared/platforms';
import { requestFor } from '../express-shared/requests';
import { routesWhere } from '../express-shared/route-questions';
import { type Failure, lateFor, missingFor, type Supply, supplies } from '../express-shared/supplies';

const JSON_BODY = 'application/json';

const BODY: Supply = { role: 'body', members: ['body'] };

const LATE = {
  fallback: 'the parser',
  why: (name: string) => `whatever is sent, since req.body is read before ${name} runs`,
  early: 'This reads a body that nobody has parsed yet.',
};

export const rule = expressRule({
  id: 'express/body-parser-after-login',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary: 'A handler reads req.body before a parser fills it, so the credentials in it are never there.',
  *check(context) {
    if (parsesBodies(context)) return;
    const reported = new Set<unknown>();
    const parsed = new Set(routesParsed(context));
    for (const route of context.routes) {
      const method = route.methods?.find(takesBody);
      if (method === undefined) continue;
      const found = parsed.has(route) ? formOf(context, route) : reportOf(context, route, reported);
      if (found !== null) yield found;
    }
  },
});

/** Routes with a parser in front of them. */
const routesParsed = routesWhere((asked) =>
  asked.frontFor().met.some(({ handler }) => supplies(BODY, handler)),
);

function formOf(context: ExpressContext, route: RouteEntry): Report | null {
  const failure = formFor(context, route);
  return failure === null ? null : formReport(context, failure);
}

function reportOf(context: ExpressContext, route: RouteEntry, reported: Set<unknown>): Report | null {
  for (const type of [JSON_BODY, FORM]) {
    const request = allowed(context, route, type);
    const late = request === null ? null : lateFor(context, BODY, route, request);
    const first = late?.suppliers[0];
    if (late === null || first === undefined) continue;
    if (reported.has(first.layer)) return null;
    reported.add(first.layer);
    return lateReport(context, late, LATE);
  }
  const request = allowed(context, route, JSON_BODY);
  const added = context.isWhole ? packagedLayer(context, 'express', ['json']) : null;
  const missing =
    added === null || request === null ? null : missingFor(context, BODY, added, route, request);
  if (missing === null || reported.has('missing')) return null;
  reported.add('missing');
  return missingReport(context, missing);
}

/** A request with a body and with what the route demands beside it. */
function allowed(context: ExpressContext, route: RouteEntry, type: string): Request | null {
  const request = requestFor(context, route, type);
  return request === null ? null : (context.authorized(request, context.requirementOf(route)) ?? request);
}

function missingReport(context: ExpressContext, { route, request, status }: Failure): Report {
  const { app } = context.stack;
  const express = /^([\w$]+)\(\)$/.exec(context.change.textOf(app.at))?.[1];
  const isSure = isListening(context);
  const what = `${request.method} ${route.path} comes to ${status} whatever is sent`;
  return {
    at: route.at,
    message: isSure
      ? `${what}, since nothing parses req.body: add app.use(express.json()) in front of it.`
      : `${what}, unless what runs this app parses req.body: does it?`,
    ...(isSure ? {} : { certainty: 'hint' as const }),
    witness: { request, expect: { status } },
    fixes:
      isSure && app.name !== null && express !== undefined
        ? fixOf(
            'Parse JSON bodies',
            'review',
            context.change.insertStatement(app.at, `${app.name}.use(${express}.json());`, 'after'),
          )
        : [],
  };
}

function formReport(context: ExpressContext, { route, request, status }: Failure): Report {
  const { met } = context.frontOf(route);
  const parser = met.find(({ handler }) => supplies(BODY, handler));
  return {
    at: parser?.handler.at ?? route.at,
    severity: 'warning',
    message: `${request.method} ${route.path} comes to ${status} for a form, which is sent as ${FORM}: add app.use(express.urlencoded({ extended: false })) as well.`,
    related: [{ ...route.at, message: 'This is where the form is sent to.' }],
    witness: { request, expect: { status } },
  };
}
