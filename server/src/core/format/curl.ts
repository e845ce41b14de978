// A witness as a command that anyone can run, and what it gets.
import type { Expectation, Witness } from '../findings/finding';
import { DEFAULT_CLIENT, type Request, urlOf } from '../model/request';

/** A request as a curl command; one that names no host is asked of this machine. */
export function curlOf(request: Request): string {
  const url = request.host === null ? `http://localhost${request.target}` : urlOf(request);
  const words = ['curl', request.method === 'HEAD' ? '-I' : '-i'];
  if (/\/\.{1,2}(\/|$)/.test(request.target)) words.push('--path-as-is');
  if (/[[\]{}]/.test(url)) words.push('-g');
  if (request.method !== 'GET' && request.method !== 'HEAD') words.push('-X', shellWord(request.method));
  for (const [name, value] of request.headers) {
    words.push('-H', shellWord(value === '' ? `${name};` : `${name}: ${value}`));
  }
  if (request.bodyLength > 0)
    words.push('--data-binary', shellWord('x'.repeat(Math.min(request.bodyLength, 10))));
  return [...words, shellWord(url)].join(' ');
}

/** A witness in one line: the command, from where, and what it gets. */
export function witnessLine(witness: Witness): string {
  return `${attemptOf(witness)} gets ${expectationText(witness.expect)}`;
}

/** The command of a witness, with what a command cannot say beside it. */
export function attemptOf({ request }: Witness): string {
  const from = request.from === DEFAULT_CLIENT ? '' : ` from ${request.from}`;
  const wrong = request.credentials === 'invalid' ? ' (with wrong credentials)' : '';
  return `${curlOf(request)}${from}${wrong}`;
}

/** What an expectation promises, in words. */
export function expectationText({ status, challenges, location, authorization }: Expectation): string {
  const parts: string[] = [];
  if (status !== undefined) parts.push(String(status));
  if (challenges === null) parts.push('no WWW-Authenticate');
  else if (challenges !== undefined) parts.push(...challenges.map((value) => `WWW-Authenticate: ${value}`));
  if (location === null) parts.push('no Location');
  else if (location !== undefined) parts.push(`Location: ${location}`);
  if (authorization === null) parts.push('and the upstream no Authorization');
  else if (authorization !== undefined) parts.push(`and the upstream Authorization: ${authorization}`);
  return parts.join(', ').replaceAll(', and', ' and');
}

/** A word that a POSIX shell takes as it is. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
