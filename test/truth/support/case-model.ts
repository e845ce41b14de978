// The requests and answers of recorded cases in the words of the model.
import type { Request } from '../../../server/src/core';
import { type CaseRequest, questionOf, type Recorded } from './cases';
import type { Observed } from './compare';
import { requestOf } from './model';
import type { Workspace } from './workspace';

/**
 * What a case's answer says, in the words of the comparison. The stand-ins of some cases show another header in the
 * place of Authorization.
 */
export function observedOf(expect: Recorded, workspace: Workspace): Observed {
  const isShown = [...workspace.values()].every(
    (text) => !/authorization=(?!\$http_authorization)/.test(text),
  );
  const authorization = expect.upstream_saw_authorization;
  return {
    status: expect.status,
    challenges: expect.www_authenticate === null ? null : [expect.www_authenticate],
    ...(expect.location === undefined ? {} : { location: expect.location }),
    ...(authorization === 'absent' || !isShown ? {} : { authorization }),
    ...(expect.upstream_uri === undefined ? {} : { upstreamUri: expect.upstream_uri }),
  };
}

/** The request of a case for the model; `null` where the model has no words for it: HTTP/1.0, no Host, Host last. */
export function modelRequestOf(request: CaseRequest): Request | null {
  if (request.http !== undefined || request.no_host || request.host_last) return null;
  const { method, host, port, target, headers, from = '127.0.0.1', body = '' } = questionOf(request);
  const origin = `http://${host}:${port}`;
  return requestOf({ method, origin, target, headers, from, bodyLength: Buffer.byteLength(body) });
}
