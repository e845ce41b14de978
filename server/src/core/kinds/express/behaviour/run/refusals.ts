// How functions that are not known refuse wrong credentials: what they are given says whether they may.
import type { Argument } from '../../../../syntax/js/tree';
import { some } from '../../../../syntax/js/walk';
import { constant, type Datum, type Unknown } from '../datum';
import { type Machine, Thrown } from './machine';
import { makeError } from './things';

/** What a program calls something that lets a client in. */
const CREDENTIALS =
  /auth|token|bearer|jwt|cookie|credential|passw|pwd|secret|api_?key|signature|ticket|\botp\b/i;
/** What functions do with credentials that judge nothing by them, by the first word of their names. */
const DOING =
  /^(?:add|append|audit|cache|change|clear|close|connect|count|create|debug|del|delete|destroy|emit|encode|encrypt|end|enqueue|error|format|generate|hash|info|init|insert|invite|issue|log|make|mask|notify|publish|push|put|record|refresh|register|remove|render|report|reset|revoke|save|send|set|sign|signUp|signup|sleep|start|stop|store|track|trace|update|upsert|warn|write)(?![a-z])/;
/** Names of functions that throw where something is not as it should be. */
const THROWING = /^(?:assert|ensure|enforce|require|demand|guard|protect|must)(?![a-z])/;

const known = new WeakMap<readonly Argument[], boolean>();

/** Whether a call is given something that the program calls credentials. */
export function namesCredentials(args: readonly Argument[]): boolean {
  let found = known.get(args);
  if (found !== undefined) return found;
  found = args.some(
    (arg) =>
      arg.kind !== 'function' &&
      some(arg.kind === 'spread' ? arg.value : arg, (one) => {
        if (one.kind === 'identifier' || one.kind === 'member') return CREDENTIALS.test(one.name);
        return one.kind === 'string' && CREDENTIALS.test(one.value);
      }),
  );
  known.set(args, found);
  return found;
}

/** Whether what a function does is not read. */
export function isUnseen(callee: Datum): boolean {
  return callee.kind === 'unknown' || (callee.kind === 'outside' && callee.value.kind !== 'function');
}

/** Whether a function of that name, which is given credentials, may refuse wrong ones by what it throws. */
export function mayRefuse(name: string): boolean {
  return !DOING.test(name);
}

/** Whether a function is called like one that throws at once. */
export function isThrowing(name: string): boolean {
  return THROWING.test(name);
}

/** What is awaited, once it is supposed that it was not refused. */
export function accepted(machine: Machine, datum: Datum, isUnread = false): Datum {
  if (datum.kind !== 'unknown' || datum.refusal === undefined) return datum;
  if (datum.refusal === 'rejects unread' && !isUnread) return datum;
  if (isAccepted(machine, datum)) return { ...datum, refusal: undefined };
  throw new Thrown(makeError('Error', constant('invalid')), datum.at);
}

/** Supposes that something which may refuse credentials does not. */
export function isAccepted(machine: Machine, { key, reason, at }: Unknown): boolean {
  const question = `whether this refuses wrong credentials is not known: ${reason}`;
  return machine.exchange.suppose({ key: `accepts ${key}`, reason: question, at });
}
