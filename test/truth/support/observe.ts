// What came back from the real server, in the words of the model.
import type { Expectation, Request } from '../../../server/src/core';
import type { Observed } from './compare';
import { readEcho } from './echo';
import { type Answer, valuesOf } from './send';
import type { Question } from './site';

export function observe(answer: Answer): Observed {
  const challenges = valuesOf(answer, 'www-authenticate');
  const location = valuesOf(answer, 'location')[0];
  const echo = readEcho(answer.body);
  return {
    status: answer.status,
    challenges: challenges.length === 0 ? null : challenges,
    ...(location === undefined ? {} : { location }),
    ...(echo === null ? {} : { authorization: echo.authorization, upstreamUri: echo.uri }),
  };
}

/** A request of the model as a question to the running site. */
export function questionFor(request: Request): Question {
  const { method, scheme, host, port, target, headers, from, bodyLength } = request;
  return {
    method,
    scheme,
    host: host ?? 'localhost',
    port,
    target,
    headers,
    from,
    body: 'x'.repeat(bodyLength),
  };
}

/** How an answer falls short of what a witness promises, a line each. */
export function unmet(observed: Observed, expect: Expectation): readonly string[] {
  const problems: string[] = [];
  const check = (what: string, wanted: unknown, got: unknown) => {
    if (JSON.stringify(wanted) === JSON.stringify(got)) return;
    problems.push(`${what}: promised ${JSON.stringify(wanted)}, nginx ${JSON.stringify(got)}`);
  };
  const line = (challenges: readonly string[] | null) => challenges?.join(', ') ?? null;
  if (expect.status !== undefined) check('status', expect.status, observed.status);
  if (expect.challenges !== undefined) check('challenge', line(expect.challenges), line(observed.challenges));
  if (expect.location !== undefined) check('location', expect.location, observed.location);
  // Where no upstream was asked, it did not get none either.
  if (expect.authorization !== undefined)
    check('authorization upstream', expect.authorization, observed.authorization);
  return problems;
}
