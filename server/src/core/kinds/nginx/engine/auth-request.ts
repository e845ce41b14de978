// Authentication by a sub-request (ngx_http_auth_request_handler, src/http/modules/ngx_http_auth_request_module.c).

import { toBytes } from '../config/bytes';
import { group, innermost, isHidden } from '../config/inherit';
import { arg, type Line, placeOf } from '../config/lines';
import type { Verdict } from './access';
import { copyChallenge, isChallenge, setChallenge } from './challenge';
import { type Exchange, MAX_URI_CHANGES, note, type Reply, type ResponseHeader } from './exchange';
import { handle } from './phases';
import { isUnknown, unknown, unknownSetting } from './unknown';
import { evaluate } from './values';
import { inHeader } from './variables';

export function authRequest(x: Exchange): Verdict {
  const found = innermost(x.scope, 'auth_request');
  if (isHidden(found)) return unknownSetting('auth_request', found);
  if (found === null) return 'declined';
  const uri = arg(found.line, 0);
  if (uri === 'off') return 'declined';
  const at = placeOf(found.line);
  note(x, 'forwards', `auth_request asks ${uri}`, at);
  const sub = subRequest(x, toBytes(uri));
  const reply = handle(sub);
  if (isUnknown(reply)) return reply;
  const problem = setVariables(x, sub);
  if (problem !== null) return problem;
  return judge(x, sub, reply, found.line);
}

/** A GET with the client's headers, without query and body (ngx_http_subrequest); its variables are the request's own. */
function subRequest(x: Exchange, uri: string): Exchange {
  return {
    ...x,
    main: x.main ?? x,
    method: 'GET',
    uri,
    args: '',
    scope: x.connection.server,
    internal: true,
    uriChanged: false,
    changesLeft: MAX_URI_CHANGES,
    validUnparsedUri: false,
    captures: x.captures,
    answer: [],
    challenge: null,
    location: null,
    errStatus: 0,
    errAt: null,
    errorPageDone: false,
    handler: null,
    upstreamAnswer: null,
    upstream: null,
    proxyHost: '',
  };
}

/** `auth_request_set` reads the sub-request's variables once it has ended, whatever it answered. */
function setVariables(x: Exchange, sub: Exchange): Verdict | null {
  const lines = group(x.scope, 'auth_request_set');
  if (isHidden(lines)) return unknownSetting('auth_request_set', lines);
  for (const line of lines) {
    const name = arg(line, 0).slice(1).toLowerCase();
    x.connection.variables.set(name, evaluate(arg(line, 1), sub, placeOf(line)));
  }
  return null;
}

function judge(x: Exchange, sub: Exchange, reply: Reply & { kind: 'reply' }, line: Line): Verdict {
  const at = placeOf(line);
  if (reply.passed && sub.upstreamAnswer?.status === null) return believe(x, sub, reply, line);
  // A sub-request that closes the connection closes that of the client.
  if (reply.status === 0) return { kind: 'status', status: 444, at };
  if (reply.status >= 200 && reply.status < 300) {
    note(x, 'allows', `the sub-request answers ${reply.status}: let in`, at);
    return 'ok';
  }
  if (reply.status === 401) {
    const challenge = challengeOf(sub, reply);
    if (challenge !== undefined && challenge === sub.challenge) copyChallenge(x, challenge);
    else if (challenge !== undefined) setChallenge(x, challenge);
    note(
      x,
      'refuses',
      `the sub-request answers 401${challenge === undefined ? ' without a challenge' : ''}`,
      at,
    );
    return { kind: 'status', status: 401, at };
  }
  if (reply.status === 403) {
    note(x, 'refuses', 'the sub-request answers 403', at);
    return { kind: 'status', status: 403, at };
  }
  note(x, 'refuses', `the sub-request answers ${reply.status}, which auth_request turns into 500`, at);
  return { kind: 'status', status: 500, at };
}

/** The status of a sub-request that a step of a decision tells to have become 500; `null` for any other step. */
export function turnedInto500(text: string): number | null {
  const status = /^the sub-request answers (\d+), which auth_request turns into 500$/.exec(text)?.[1];
  return status === undefined ? null : Number(status);
}

/** An authentication service that is not modelled: credentials are as the question says, without any it is its own choice. */
function believe(x: Exchange, sub: Exchange, reply: Reply & { kind: 'reply' }, line: Line): Verdict {
  const { headers, credentials } = x.connection;
  const carries = sub.upstream?.authorization != null || inHeader(headers, 'cookie') !== null;
  const service = reply.upstream?.url ?? arg(line, 0);
  if (carries && credentials === 'valid') {
    note(x, 'allows', `the credentials are taken as valid for ${service}`, placeOf(line));
    return 'ok';
  }
  const what = carries ? 'these credentials' : 'a request without credentials';
  return unknown(`what ${service} answers to ${what}`, placeOf(line));
}

/** The challenge that the sub-request itself set last, or the first one of its upstream (nginx before 1.23.0). */
function challengeOf(sub: Exchange, reply: Reply & { kind: 'reply' }): ResponseHeader | undefined {
  return sub.challenge ?? reply.headers.find(isChallenge) ?? sub.upstreamAnswer?.headers?.find(isChallenge);
}
