// The locations that answer authentication sub-requests, and the directives that ask them.

import type { Witness } from '../../findings/finding';
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line } from '../../kinds/nginx/config/lines';
import { findLocation } from '../../kinds/nginx/config/locations';
import {
  isLocation,
  isServer,
  type Location,
  locationsOf,
  outward,
  type Scope,
  type Server,
} from '../../kinds/nginx/config/scopes';
import type { Sample } from '../../kinds/nginx/samples';
import type { NginxContext } from '../nginx-rule';
import { answerOf, isLetIn, openOf, type Shown, showAt } from './witness';

/** A sub-request: who asks, and which location answers; `null` where none is found for its URI. */
export type AuthCall = {
  readonly line: Line;
  readonly scope: Scope;
  readonly server: Server;
  readonly uri: string;
  readonly target: Location | null;
};

const calls = new WeakMap<NginxContext['configuration'], readonly AuthCall[]>();

/** Every `auth_request` that is not `off`, once for each server that it holds in. */
export function authCalls(context: NginxContext): readonly AuthCall[] {
  let found = calls.get(context.configuration);
  if (found === undefined) {
    found = context.linesNamed('auth_request').flatMap(({ line, scope }) => callsOf(context, line, scope));
    calls.set(context.configuration, found);
  }
  return found;
}

const callsByServer = new WeakMap<Server, AuthCall[]>();

/** The calls that are made for the requests of a server. */
export function callsIn(context: NginxContext, server: Server): readonly AuthCall[] {
  if (!callsByServer.has(server)) {
    for (const one of context.servers) callsByServer.set(one, []);
    for (const call of authCalls(context)) callsByServer.get(call.server)?.push(call);
  }
  return callsByServer.get(server) ?? [];
}

export function isAuthTarget(context: NginxContext, scope: Scope): boolean {
  return authCalls(context).some(({ target }) => target === scope);
}

function callsOf(context: NginxContext, line: Line, scope: Scope): readonly AuthCall[] {
  const uri = arg(line, 0);
  if (uri === 'off') return [];
  return serversOf(context, scope).map((server) => {
    const found = findLocation(server, uri);
    return { line, scope, server, uri, target: 'kind' in found ? null : found.location };
  });
}

/** The server that a block is in; all servers for a directive of the http block. */
export function serversOf(context: NginxContext, scope: Scope): readonly Server[] {
  for (const at of outward(scope)) if (isServer(at)) return [at];
  return context.servers;
}

/** The sub-request that guards a block, `null` where none does. */
export function effectiveCall(scope: Scope): Line | null {
  const found = innermost(scope, 'auth_request');
  return found === null || isHidden(found) || arg(found.line, 0) === 'off' ? null : found.line;
}

/** A request that makes nginx ask this sub-request, with what becomes of it; `null` where that is not known. */
export function showCall(context: NginxContext, call: AuthCall, sample: Sample = {}): Shown | null {
  for (const location of locationsAsking(context, call)) {
    const shown = showAt(context, location, sample);
    if (shown !== null) return shown;
  }
  return null;
}

/** How many locations are tried for a request whose answer is known. */
const MAX_TRIES = 4;

/** Locations that a sub-request guards, and that clients can ask. */
function locationsAsking(context: NginxContext, { line, scope }: AuthCall): readonly Location[] {
  if (isLocation(scope)) return [scope];
  return serversOf(context, scope)
    .flatMap((server) => [...locationsOf(server)])
    .filter((location) => !location.own.has('internal') && effectiveCall(location) === line)
    .slice(0, MAX_TRIES);
}

/** The witness that a call does not do its work: the request ends in 500, or everybody is let in. */
export function failureOf(context: NginxContext, call: AuthCall, sample: Sample = {}): Witness | null {
  const shown = showCall(context, call, sample);
  if (shown?.outcome.status === 500) return answerOf(shown);
  return shown !== null && isLetIn(shown) ? openOf(shown) : null;
}
