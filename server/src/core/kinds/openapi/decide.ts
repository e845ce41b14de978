// What a contract says of a request: who must be let in with what, and what the refused are to get.
import type { Decision, Effect, Outcome, Step } from '../../model/decision';
import type { LayerRef } from '../../model/layer';
import { type Request, urlOf } from '../../model/request';
import { describeRequirement, type Requirement } from '../../model/requirement';
import type { Place } from '../../text/span';
import type { Contract } from './contract';
import { carries } from './credentials';
import type { OpenApiLayer } from './layer';
import { locate } from './locate';
import type { Operation } from './operation';
import { keyPlace, placeOf } from './part';
import { requirementOf } from './requirement';
import { securityField } from './security';
import type { Base } from './servers';

/** Decides a request by the contract of a file that describes it. What no contract describes is unknown. */
export function decide(layer: OpenApiLayer, request: Request): Decision {
  let first: Decision | null = null;
  for (const contract of layer.contracts) {
    const trace = new Trace({ kind: 'openapi', entry: layer.entry });
    const decision = {
      request,
      outcome: decideBy(contract, request, trace),
      upstream: null,
      steps: trace.steps,
    };
    const located = locate(contract, request);
    if (located.kind !== 'none') return decision;
    first ??= decision;
  }
  if (first !== null) return first;
  const by: LayerRef = { kind: 'openapi', entry: layer.entry };
  const reason = 'this file holds no OpenAPI document';
  return { request, outcome: { kind: 'unknown', reason, by, at: null }, upstream: null, steps: [] };
}

/** The steps of one decision. */
class Trace {
  readonly steps: Step[] = [];

  constructor(readonly layer: LayerRef) {}

  note(at: Place | null, effect: Effect, text: string): void {
    this.steps.push({ layer: this.layer, at, effect, text });
  }

  unknown(at: Place | null, reason: string): Outcome {
    this.note(at, 'unknown', reason);
    return { kind: 'unknown', reason, by: this.layer, at };
  }
}

function decideBy(contract: Contract, request: Request, trace: Trace): Outcome {
  const located = locate(contract, request);
  switch (located.kind) {
    case 'none': {
      const at = located.item === null ? keyPlace(contract.version.field) : keyPlace(located.item.field);
      return trace.unknown(at, located.reason);
    }
    case 'ambiguous': {
      const [first, second] = located.items;
      const reason = `${first?.path} and ${second?.path} both match, and the specification leaves open which is meant`;
      return trace.unknown(first === undefined ? null : keyPlace(first.field), reason);
    }
    case 'operation':
      noteOperation(located.operation, located.base, request, trace);
      return decideOperation(contract, located.operation, request, trace);
  }
}

function noteOperation(operation: Operation, base: Base | null, request: Request, trace: Trace): void {
  const { method, path, operationId } = operation;
  if (request.host !== null && base !== null && base.host !== null && base.host !== request.host) {
    trace.note(null, 'selects', `${request.host} is taken for ${base.host}, the contract's server`);
  }
  const named = operationId === null ? '' : `, operation ${operationId}`;
  trace.note(operation.at, 'selects', `${request.method} ${pathOf(request)} is ${method} ${path}${named}`);
}

function pathOf(request: Request): string {
  return request.host === null ? (request.target.split('?')[0] ?? '/') : urlOf(request);
}

function decideOperation(contract: Contract, operation: Operation, request: Request, trace: Trace): Outcome {
  const requirement = requirementOf(contract, operation);
  const what = `${operation.method} ${operation.path}`;
  const at = placeOfDemand(operation, requirement);
  const lacked = lackedIn(requirement, request) ?? at;
  switch (carries(request, requirement)) {
    case 'met':
      trace.note(at, 'allows', metText(what, operation, requirement));
      return passed(operation, trace);
    case 'unknown':
      return trace.unknown(at, unknownText(what, requirement));
    case 'wrong':
      trace.note(
        lacked,
        'refuses',
        `${what} with wrong credentials: the contract demands ${named(requirement)}`,
      );
      return refused(operation, lacked, trace);
    case 'absent':
      trace.note(
        lacked,
        'refuses',
        `${what} without ${lacking(request)}: the contract demands ${named(requirement)}`,
      );
      return refused(operation, lacked, trace);
  }
}

function metText(what: string, operation: Operation, requirement: Requirement): string {
  const { access, from } = operation.effective;
  if (access === 'secured') return `${what} carries what the contract demands: ${named(requirement)}`;
  if (access === 'optional') return `${what}: the contract lets everybody in, with or without credentials`;
  return from === 'nobody'
    ? `${what}: nothing in the contract demands credentials`
    : `${what}: the contract says that it is public`;
}

function lacking(request: Request): string {
  return request.headers.length === 0 ? 'credentials' : 'the right credentials';
}

function unknownText(what: string, requirement: Requirement): string {
  const reasons = unknownsIn(requirement);
  return `${what}: ${reasons[0] ?? 'whether the client has a certificate cannot be told'}`;
}

function unknownsIn(requirement: Requirement): readonly string[] {
  switch (requirement.kind) {
    case 'unknown':
      return [requirement.reason];
    case 'all':
    case 'any':
      return requirement.of.flatMap(unknownsIn);
    case 'open':
    case 'closed':
    case 'check':
      return [];
  }
}

/** A requirement by the names of its schemes: `bearerAuth or (appId and appKey)`. */
function named(requirement: Requirement): string {
  switch (requirement.kind) {
    case 'check':
      return requirement.detail ?? describeRequirement(requirement);
    case 'all':
    case 'any': {
      const parts = requirement.of.map((part) => (part.kind === 'all' ? `(${named(part)})` : named(part)));
      return parts.join(requirement.kind === 'all' ? ' and ' : ' or ');
    }
    case 'open':
    case 'closed':
    case 'unknown':
      return describeRequirement(requirement);
  }
}

/** The line that demands it: the first name, else the `security` that decides. */
function placeOfDemand(operation: Operation, requirement: Requirement): Place | null {
  const [first] = operation.effective.alternatives.flatMap(({ demands }) => demands);
  if (requirement.kind === 'unknown' && requirement.at !== null) return requirement.at;
  if (first !== undefined) return keyPlace(first.field);
  const field = securityField(operation.effective.security);
  return field === null ? operation.at : keyPlace(field);
}

/** The first name that a request does not meet, of the alternative of which it meets something, else of the first. */
function lackedIn(requirement: Requirement, request: Request): Place | null {
  switch (requirement.kind) {
    case 'any': {
      const begun = requirement.of.find(
        (part) => part.kind === 'all' && part.of.some((one) => carries(request, one) === 'met'),
      );
      const part = begun ?? requirement.of[0];
      return part === undefined ? null : lackedIn(part, request);
    }
    case 'all': {
      const part = requirement.of.find((one) => carries(request, one) !== 'met');
      return part === undefined ? null : lackedIn(part, request);
    }
    case 'check':
    case 'unknown':
      return requirement.at;
    case 'open':
    case 'closed':
      return null;
  }
}

/** The smallest documented success, else 200. */
function passed({ responses }: Operation, trace: Trace): Outcome {
  const statuses = responses.all.map(({ status }) => Number(status)).filter((one) => one >= 200 && one < 300);
  const status = statuses.length === 0 ? 200 : Math.min(...statuses);
  const documented = responses.get(String(status));
  const at = documented === null ? null : keyPlace(documented.field);
  return { kind: 'passed', status, challenges: null, location: null, by: trace.layer, at };
}

/** A refused request gets the documented 401, with its challenge where that is written down literally. */
function refused({ responses }: Operation, demand: Place | null, trace: Trace): Outcome {
  const documented = responses.get('401');
  const header = documented?.header('WWW-Authenticate') ?? null;
  const [value] = header?.values ?? [];
  if (header !== null && value !== undefined) {
    const at = header.body === null ? keyPlace(header.field) : placeOf(header.body);
    trace.note(at, 'answers', `401 with the documented challenge ${value}`);
  } else if (documented !== null) {
    trace.note(keyPlace(documented.field), 'answers', '401, as documented');
  }
  const challenges = value === undefined ? null : [value];
  return { kind: 'challenged', status: 401, challenges, location: null, by: trace.layer, at: demand };
}
