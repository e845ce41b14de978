// Witnesses: a request, what the configuration does with it, and the promise that follows from it.
import type { Witness } from '../../findings/finding';
import { type Location, outward, type Server } from '../../kinds/nginx/config/scopes';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { requestAt, requestFor, type Sample, selects, targetsFor } from '../../kinds/nginx/samples';
import type { Decision, Outcome } from '../../model/decision';
import type { Request } from '../../model/request';
import type { NginxContext } from '../nginx-rule';

export type Shown = {
  readonly request: Request;
  readonly decision: Decision;
  readonly outcome: Exclude<Outcome, { kind: 'unknown' }>;
};

/** Asks a request; `null` where there is none, or where its outcome cannot be known. */
function show(context: NginxContext, request: Request | null): Shown | null {
  if (request === null) return null;
  const decision = context.decide(request);
  return decision.outcome.kind === 'unknown' ? null : { request, decision, outcome: decision.outcome };
}

/** Asks a request that a location answers. */
export function showAt(context: NginxContext, location: Location, sample: Sample = {}): Shown | null {
  return show(context, requestFor(context.configuration, location, sample));
}

/** The same, but for a file where asking for the folder is refused: that may be for want of a listing. */
export function showInside(context: NginxContext, location: Location, sample: Sample = {}): Shown | null {
  const shown = showAt(context, location, sample);
  if (shown === null || shown.outcome.status !== 403 || !shown.request.target.endsWith('/')) return shown;
  const file = targetsFor(location).find((target) => !target.endsWith('/') && selects(location, target));
  return file === undefined ? shown : showPath(context, location.server(), file, sample);
}

/** Asks a path of a server. */
export function showPath(
  context: NginxContext,
  server: Server,
  target: string,
  sample: Sample = {},
): Shown | null {
  return show(context, requestAt(context.configuration, server, target, sample));
}

/** The witness that a request gets this status and these challenges. */
export function answerOf({ request, outcome }: Shown): Witness {
  return { request, expect: { status: outcome.status, challenges: outcome.challenges } };
}

/** The witness of a request that is let in: nobody asks it for anything, and an upstream is asked to answer it. */
export function openOf({ request, decision, outcome }: Shown): Witness {
  // Whether a file is there, only the server knows; an upstream that answers at all answers as the witness says.
  const isKnown = outcome.status !== 404 && (outcome.kind !== 'passed' || decision.upstream !== null);
  return {
    request,
    expect: isKnown
      ? { status: outcome.status, challenges: outcome.challenges }
      : { challenges: outcome.challenges },
  };
}

/** The witness of what an upstream gets as Authorization. */
export function upstreamOf({ request, decision }: Shown): Witness {
  return { request, expect: { authorization: decision.upstream?.authorization ?? null } };
}

/** The same where it is less than what the client sent: an upstream that is among the files says so itself. */
export function lossOf(shown: Shown): Witness {
  return shown.outcome.kind === 'challenged' ? answerOf(shown) : upstreamOf(shown);
}

/** Whether a request was let in by everybody who could refuse it. */
export function isLetIn({ outcome }: Shown): boolean {
  return outcome.kind === 'passed' || (outcome.kind === 'responded' && outcome.status < 400);
}

/**
 * Whether nothing in the configuration refuses a request to a location: it is let in, or looks for a file that is not
 * among those that were read and may be on the machine.
 */
export function isUnguarded(shown: Shown, location: Location): boolean {
  return isLetIn(shown) || (shown.outcome.status === 404 && !returnsMissing(location));
}

/** Whether a `return` of the location, or of a block around it, may be what answers 404. */
function returnsMissing(location: Location): boolean {
  return [...outward(location)].some((scope) =>
    [scope, ...scope.ifs.values()].some((block) =>
      block.own.get('return')?.some((line) => [404, Number.NaN].includes(readReturn(line).status)),
    ),
  );
}

export function isRefused({ outcome }: Shown): boolean {
  return outcome.kind === 'challenged' || outcome.kind === 'forbidden';
}
