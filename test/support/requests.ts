// Request blocks of a page: one decision a line, `METHOD URL  Header: value  ->  401 Basic realm="x"`.
import {
  type Expectation,
  type HeaderLine,
  type OutcomeKind,
  type Request,
  requestTo,
} from '../../server/src/core';

export type StatedDecision = {
  /** The line as the page has it. */
  readonly text: string;
  readonly request: Request;
  /** The kind of the outcome where the line names it. */
  readonly kind: OutcomeKind | null;
  readonly expect: Expectation;
};

/** Reads a block. Parts of a line stand two blanks or more apart. */
export function readRequestBlock(text: string): readonly StatedDecision[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readLine);
}

function readLine(line: string): StatedDecision {
  const [left, right] = line.split(/\s*(?:->|→)\s*/, 2);
  if (left === undefined || right === undefined) throw new Error(`no "->" in the request line: ${line}`);
  const [head = '', ...parts] = left.trim().split(/\s{2,}/);
  const [method = '', url = ''] = head.split(' ');
  const from = parts.flatMap((part) => /^\(from (\S+)\)$/.exec(part)?.slice(1) ?? [])[0];
  const isWrong = parts.includes('(wrong credentials)');
  const headers = parts.filter((part) => !part.startsWith('(')).map(readHeader);
  const request = requestTo(method, url, {
    headers,
    ...(from === undefined ? {} : { from }),
    credentials: isWrong ? 'invalid' : 'valid',
  });
  if (request === null) throw new Error(`no request: ${line}`);
  return { text: line.trim(), request, ...readAnswer(right.trim()) };
}

function readHeader(part: string): HeaderLine {
  const colon = part.indexOf(':');
  if (colon < 0) throw new Error(`no header: ${part}`);
  return [part.slice(0, colon), part.slice(colon + 1).trim()];
}

/** `passed`, `unknown`, or a status with what goes with it; then, if it matters, what the upstream gets. */
function readAnswer(text: string): { kind: OutcomeKind | null; expect: Expectation } {
  const [answer = '', upstream] = text.split(/\s{2,}upstream gets /);
  const authorization =
    upstream === undefined
      ? {}
      : { authorization: upstream === 'no Authorization' ? null : upstream.replace(/^Authorization: /, '') };
  if (answer === 'passed' || answer === 'unknown') return { kind: answer, expect: authorization };
  const match = /^(\d{3})(?:\s+(.*))?$/.exec(answer);
  if (match === null) throw new Error(`no answer: ${text}`);
  const status = Number(match[1]);
  const rest = match[2];
  if (rest === undefined) return { kind: null, expect: { status, ...authorization } };
  if (status >= 300 && status < 400)
    return { kind: null, expect: { status, location: rest, ...authorization } };
  const challenges = rest === 'no challenge' ? null : [rest];
  return { kind: null, expect: { status, challenges, ...authorization } };
}
