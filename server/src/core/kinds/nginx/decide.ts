// Asks an nginx configuration what it does with a request.
import {
  type AnswerCache,
  type Decision,
  type Outcome,
  outcomeKind,
  type Step,
  type UpstreamRequest,
} from '../../model/decision';
import type { Files } from '../../model/files';
import type { Request } from '../../model/request';
import { fromBytes, toBytes } from './config/bytes';
import { arrivalOf } from './config/select-server';
import { challengesIn } from './engine/answer';
import type { Reply, RequestHeader, Site } from './engine/exchange';
import { serveConnection } from './engine/serve';
import { isUnknown, unknown } from './engine/unknown';
import type { NginxLayer } from './layer';

/** Walks a request through a configuration; what cannot be known is the outcome `unknown` with its line. */
export function decide(
  layer: NginxLayer,
  request: Request,
  files: Files,
  cache: AnswerCache = new Map(),
): Decision {
  const steps: Step[] = [];
  const site: Site = {
    configuration: layer.configuration,
    files,
    steps,
    layerEntry: layer.entry,
    cache,
    depth: 0,
  };
  const reply = answer(site, request);
  return {
    request,
    outcome: outcomeOf(reply, layer),
    upstream: isUnknown(reply) || reply.upstream === null ? null : readable(reply.upstream),
    steps,
  };
}

function answer(site: Site, request: Request): Reply {
  const { configuration } = site;
  if (configuration.level === 'server' || configuration.level === 'location') {
    return unknown('which server includes this file', null);
  }
  const arrival = arrivalOf(configuration, request, request.from);
  if (isUnknown(arrival)) return arrival;
  if (arrival.assumed !== null) {
    site.steps.push({
      layer: { kind: 'nginx', entry: site.layerEntry },
      at: null,
      text: arrival.assumed,
      effect: 'selects',
    });
  }
  return serveConnection(site, {
    method: request.method,
    target: toBytes(request.target),
    scheme: request.scheme,
    listen: arrival.listen,
    headers: linesOf(request),
    peer: request.from,
    credentials: request.credentials,
    bodyMissing: false,
  });
}

/** The header lines on the wire: Host first unless it is given, Content-Length where there is a body. */
function linesOf(request: Request): readonly RequestHeader[] {
  const lines = request.headers.map(([name, value]) => ({ name, value: toBytes(value), at: null }));
  const has = (name: string) => lines.some((line) => line.name.toLowerCase() === name);
  const port = request.port === null ? '' : `:${request.port}`;
  if (request.host !== null && !has('host'))
    lines.unshift({ name: 'Host', value: request.host + port, at: null });
  if (request.bodyLength > 0 && !has('content-length')) {
    lines.push({ name: 'Content-Length', value: String(request.bodyLength), at: null });
  }
  return lines;
}

function readable({ url, authorization }: UpstreamRequest): UpstreamRequest {
  return { url: fromBytes(url), authorization: authorization === null ? null : fromBytes(authorization) };
}

function outcomeOf(reply: Reply, layer: NginxLayer): Outcome {
  const by = { kind: layer.kind, entry: layer.entry };
  if (isUnknown(reply)) return { kind: 'unknown', reason: reply.reason, by, at: reply.at };
  const challenges = challengesIn(reply.headers);
  if (isUnknown(challenges)) return { kind: 'unknown', reason: challenges.reason, by, at: challenges.at };
  const location = reply.headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? null;
  if (isUnknown(location)) return { kind: 'unknown', reason: location.reason, by, at: location.at };
  return {
    kind: reply.passed ? 'passed' : outcomeKind(reply.status),
    status: reply.status,
    challenges: challenges.length === 0 ? null : challenges.map(fromBytes),
    location: typeof location === 'string' ? fromBytes(location) : null,
    by,
    at: reply.at,
  };
}
