// Credentials that a check takes, where it compares what clients send with texts of the program: a list, a table, a key.
import type { Requirement, Scheme } from '../../../model/requirement';
import { decodeBase64 } from '../../nginx/passwords/base64';
import { byteString } from '../../nginx/passwords/bytes';
import { sentForScheme } from '../samples';
import { type Act, type Probe, probes, refuses } from './probes';
import { WANTS } from './wants';

/** So many texts of a program are tried for each scheme. */
const MAX_TRIED = 12;

/** A requirement whose checks name credentials that they take, where the program holds them and others are refused. */
export function withExamples(requirement: Requirement, act: Act): Requirement {
  switch (requirement.kind) {
    case 'check': {
      const example = exampleOf(act, requirement.scheme);
      return example === null ? requirement : { ...requirement, example };
    }
    case 'all':
    case 'any':
      return { ...requirement, of: requirement.of.map((one) => withExamples(one, act)) };
    default:
      return requirement;
  }
}

/** Credentials of a scheme that a handler takes, where it does not take any; of Basic with a colon between. */
export function exampleOf(act: Act, scheme: Scheme): string | null {
  const first = trial(act, scheme, null);
  if (first === null || first.some(passes)) return null;
  const tried = new Set<string>();
  let known = wantsOf(first);
  // A table is asked for the user first, and only then for the password.
  for (let round = 0; round < (scheme.kind === 'basic' ? 2 : 1); round++) {
    const found: string[] = [];
    for (const text of textsOf(scheme, known, round)) {
      if (tried.size >= MAX_TRIED || tried.has(text)) continue;
      tried.add(text);
      const tries = trial(act, scheme, text) ?? [];
      if (tries.some(passes)) return text;
      found.push(...wantsOf(tries).map((want) => pairOf(text, want)));
    }
    known = found;
  }
  return null;
}

/** What a handler does with credentials, with those of everybody else for `null`; `null` where none can be sent. */
function trial(act: Act, scheme: Scheme, example: string | null): readonly Probe[] | null {
  const sent = sentForScheme(scheme, example);
  return sent === null ? null : probes(act, sent);
}

function passes(one: Probe): boolean {
  return one.ending.kind === 'next' || (one.ending.kind === 'respond' && !refuses(one));
}

/** The texts that a handler has compared with what was sent. */
function wantsOf(tries: readonly Probe[]): readonly string[] {
  const wants = new Set<string>();
  for (const { exchange } of tries) {
    for (const read of exchange.reads) if (read.startsWith(WANTS)) wants.add(read.slice(WANTS.length));
  }
  return [...wants];
}

/** What may be the credentials, of texts that the whole header was compared with, or a part of it. */
function textsOf(scheme: Scheme, wants: readonly string[], round: number): readonly string[] {
  switch (scheme.kind) {
    case 'basic':
      return round > 0 ? wants : wants.flatMap((want) => [...wholePair(want), `${want}:${OTHER_PASSWORD}`]);
    case 'bearer':
      return wants.map((want) => want.replace(/^bearer +/i, '')).filter((one) => /^[!-~]+$/.test(one));
    case 'apiKey':
      return wants.filter(
        (want) => /^[!-~]+$/.test(want) && (scheme.in !== 'cookie' || !/[";,\\]/.test(want)),
      );
    default:
      return [];
  }
}

const OTHER_PASSWORD = 'password';

/** `Basic dXNlcjpwYXNz`, or what follows the scheme. */
function wholePair(want: string): readonly string[] {
  const bytes = decodeBase64(want.replace(/^basic +/i, ''));
  const text = bytes === null ? '' : byteString(bytes);
  return /^[ -9;-~]+:[ -~]+$/.test(text) ? [text] : [];
}

/** A user with another password, or another user with the same one. */
function pairOf(tried: string, want: string): string {
  return `${tried.slice(0, tried.indexOf(':'))}:${want}`;
}
