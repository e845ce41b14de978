// Conditions: whether a value is true, and whether two are equal, as far as it is known or can be supposed.
import { isSameKey } from '../../program/collections';
import { conditionText } from '../../program/conditions';
import { environmentKey } from '../../program/environment-keys';
import type { CallValue, Value } from '../../values';
import { constant, type Datum, isNothing, startOf, type Unknown } from '../datum';
import { isDigest, isSameDigest } from '../libraries/hashes';
import { madeFunction } from '../libraries/index';
import { isSchema } from '../libraries/schemas';
import type { Machine } from './machine';
import { chosen, outsideKey, placeOf } from './outside';
import { noteWanted } from './wanted';

/** Whether a value is true as a condition; where nothing tells, both are tried. */
export function isTrue(machine: Machine, datum: Datum): boolean {
  const value = chosen(machine, datum);
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value);
    case 'unknown':
      return unknownTruth(machine, value);
    case 'outside':
      return outsideTruth(machine, value);
    default:
      return true;
  }
}

function unknownTruth(machine: Machine, value: Unknown): boolean {
  if (value.truthy !== null) return value.truthy;
  // What a form or a JSON body is asked for, the client sent; whether it is right is another question.
  if (isSentField(value)) return true;
  if (value.judged && !machine.exchange.hasValidCredentials) return false;
  if (value.judged && GOOD_MEMBERS.test(value.key)) return true;
  const start = value.start && Boolean(value.start.value);
  return machine.exchange.suppose({ key: `true ${value.key}`, reason: value.reason, at: value.at, start });
}

/** A field of the body in which a client sends credentials. */
export function isSentField(value: Unknown): boolean {
  return /^body\.[\w.]*(?:user|login|mail|phone|name|pass|pwd?|credential|token|jwt|assertion|secret|key|code|otp|pin|client_?id|grant_?type)\w*$/i.test(
    value.key,
  );
}

/** A field of what a list of the program holds: what a client that sends nothing is looked up by is in none. */
function isOfItem(value: Unknown): boolean {
  return value.key.startsWith('item ');
}

/** Whether something names who is logged in, as good credentials do. */
export function isIdentity({ key, judged }: Unknown): boolean {
  return judged && /\.(?:_?id|sub|user_?id|uid|account_?id|member_?id|email|user_?name|login)$/i.test(key);
}

/** Whether a datum is the name of a user that the body names, and no secret. */
export function isUserName(datum: Datum): boolean {
  return (
    datum.kind === 'unknown' &&
    isSentField(datum) &&
    /(?:user|login|mail|phone|name|client_?id|grant_?type)\w*$/i.test(datum.key)
  );
}

/** A field that is compared with what the program has: of wrong credentials, the user may well be right. */
function judgedField(machine: Machine, field: Unknown): Datum {
  if (machine.exchange.hasValidCredentials || !isUserName(field))
    return machine.judged(field.reason, field.at);
  const reason = 'whether there is such a user is not known';
  return constant(machine.exchange.suppose({ key: `user ${field.key}`, reason, at: field.at }));
}

/** What good credentials surely name; other properties of a user (a role, a ban) depend on who it is. */
const GOOD_MEMBERS =
  /\.(?:id|_id|sub|userId|user|uid|email|payload|data|valid|success|ok|isValid|username|row|rows|0)$/i;

/** A call whose result is some text or some bytes, or a promise of them: a hash, a token, a random value. */
function isMadeText({ callee }: CallValue): boolean {
  const name = callee.kind === 'package' ? (callee.path.at(-1) ?? callee.name) : '';
  return /^(?:hash|hashSync|genSalt|genSaltSync|sign|signSync|scryptSync|pbkdf2Sync|randomBytes|randomUUID|nanoid|v4|v7)$/.test(
    name,
  );
}

function outsideTruth(machine: Machine, datum: Extract<Datum, { kind: 'outside' }>): boolean {
  const { value } = datum;
  switch (value.kind) {
    case 'env':
      return machine.exchange.suppose({
        key: environmentKey(value.name),
        reason: `whether ${value.name} is set in the environment is not known`,
        at: null,
      });
    case 'package':
      // A setting, such as `require('settings').isStrict`, may be false.
      if (value.path.length === 0) return true;
      return machine.exchange.suppose({
        key: `true ${outsideKey(value)}`,
        reason: `what ${value.name} gives is not known`,
        at: null,
      });
    case 'unknown':
      return machine.exchange.suppose({
        key: `true ${outsideKey(value)}`,
        reason: value.reason,
        at: value.at,
      });
    case 'call':
    case 'member':
    case 'operation': {
      // A handler that a package makes is a function.
      if (
        value.kind === 'call' &&
        (isMadeText(value) || isSchema(value) || madeFunction(machine, value, value.at) !== null)
      )
        return true;
      const { text, isNegated } = conditionText(value);
      const key = text ?? `true ${outsideKey(value)}`;
      const reason = 'a value of the program is not known';
      return machine.exchange.suppose({ key, reason, at: value.at }) !== isNegated;
    }
    default:
      return true;
  }
}

/**
 * Whether two values are equal: `===`, and `==` where `loose`. What the client sent, compared with what is not known
 * of the program (a secret, a stored token), is a check of credentials.
 */
export function areEqual(machine: Machine, left: Datum, right: Datum, loose: boolean): Datum {
  const a = chosen(machine, left);
  const b = chosen(machine, right);
  if (a.kind === 'constant' && b.kind === 'constant') {
    if (a.carried !== b.carried) noteWanted(machine, a.carried ? b : a, a.carried ? a : b);
    // biome-ignore lint/suspicious/noDoubleEquals: this is what the program's own operator does.
    return constant(loose ? a.value == b.value : a.value === b.value);
  }
  // A list is the text of its items to `==`, and never nothing (ECMA-262, IsLooselyEqual).
  if (loose && (a.kind === 'list') !== (b.kind === 'list') && !isNothing(a) && !isNothing(b))
    return compared(a, b);
  if (a.kind === 'constant') return equalTo(machine, b, a);
  if (b.kind === 'constant') return equalTo(machine, a, b);
  if (a === b) return constant(true);
  if (a.kind === 'unknown' && b.kind === 'unknown') {
    const isSame = isSameDigest(machine, a, b);
    if (isSame !== null || a.key === b.key) return constant(isSame ?? true);
  }
  if (isKnownObject(a) && isKnownObject(b)) return constant(false);
  const isOne = a.kind === 'outside' && b.kind === 'outside' ? areSameOutside(a.value, b.value) : null;
  if (isOne !== null) return constant(isOne);
  if ([a, b].some((one) => one.kind === 'unknown' && isDigest(one) && !one.judged)) return constant(false);
  if (a.kind === 'unknown' && a.judged) return machine.judged(a.reason, a.at);
  if (b.kind === 'unknown' && b.judged) return machine.judged(b.reason, b.at);
  return compared(a, b);
}

/** Whether two objects of the program are one; a class of the program is none of JavaScript's. */
function areSameOutside(left: Value, right: Value): boolean | null {
  if (left.kind === 'class' && right.kind === 'class') return left.node === right.node;
  if (left.kind === 'global' && right.kind === 'global') return left.path.join() === right.path.join();
  const isMixed = [left, right].some((one) => one.kind === 'class' || one.kind === 'instance');
  return isMixed && (left.kind === 'global' || right.kind === 'global') ? false : isSameKey(left, right);
}

/** Whether two values are the same to lists, sets and maps, to which what is no number is itself (SameValueZero). */
export function isSame(machine: Machine, left: Datum, right: Datum): boolean {
  const isNoNumber = (one: Datum) => one.kind === 'constant' && Number.isNaN(one.value);
  return (isNoNumber(left) && isNoNumber(right)) || isTrue(machine, areEqual(machine, left, right, false));
}

function isKnownObject(datum: Datum): boolean {
  return (
    datum.kind === 'object' || datum.kind === 'list' || datum.kind === 'function' || datum.kind === 'regex'
  );
}

function equalTo(machine: Machine, other: Datum, known: Extract<Datum, { kind: 'constant' }>): Datum {
  if (isKnownObject(other) || other.kind === 'promise') return constant(false);
  if (other.kind === 'outside') {
    if (known.carried) return machine.judged('a secret of the program is not known', null);
    return outsideEqual(machine, other, known);
  }
  if (other.kind !== 'unknown') return constant(false);
  if (isNothing(known) || known.value === false || known.value === '') {
    if (isSentField(other) || isOfItem(other)) return constant(false);
    const isSure = !other.key.includes('.') || GOOD_MEMBERS.test(other.key);
    if (other.judged && isSure) return constant(!unknownTruth(machine, other));
    if (other.truthy === true) return constant(false);
  }
  if (known.value === true && other.judged && other.truthy !== null) return constant(other.truthy);
  if (isSentField(other)) return judgedField(machine, other);
  if (isIdentity(other)) machine.identities++;
  // A digest is compared with the one that is stored: that is a check of what went into it.
  if (isDigest(other)) return other.judged ? machine.judged(other.reason, other.at) : constant(false);
  if (known.carried) return machine.judged(other.reason, other.at);
  return compared(other, known);
}

function outsideEqual(
  machine: Machine,
  other: Extract<Datum, { kind: 'outside' }>,
  known: Extract<Datum, { kind: 'constant' }>,
): Datum {
  const { value } = other;
  if (value.kind === 'env') {
    // A secret that the program rests on is taken to be set.
    if (isNothing(known) || known.value === '') return constant(false);
    const key = environmentKey(value.name, JSON.stringify(known.value));
    const reason = `the value of ${value.name} in the environment is not known`;
    return constant(machine.exchange.suppose({ key, reason, at: null }));
  }
  if (value.kind === 'call' && (value.isNew || isSchema(value) || (isMadeText(value) && !known.value)))
    return constant(false);
  const isOpen = value.kind === 'global' || value.kind === 'package';
  if (
    (isOpen && !isNothing(known)) ||
    value.kind === 'unknown' ||
    value.kind === 'call' ||
    value.kind === 'member' ||
    value.kind === 'operation'
  ) {
    return compared(
      {
        kind: 'unknown',
        key: outsideKey(value),
        reason: 'a value of the program is not known',
        at: placeOf(value),
        judged: false,
        truthy: null,
      },
      known,
    );
  }
  return constant(false);
}

function compared(a: Datum, b: Datum): Datum {
  const [key, from] = a.kind === 'unknown' ? [a.key, a] : b.kind === 'unknown' ? [b.key, b] : ['?', null];
  const [x, y] = [startOf(a), startOf(b)];
  const other = b.kind === 'constant' ? String(b.value) : b.kind === 'unknown' ? b.key : b.kind;
  return {
    kind: 'unknown',
    key: `${key} = ${other}`,
    reason: from?.reason ?? 'two values of the program are not known',
    at: from?.at ?? null,
    judged: false,
    truthy: null,
    start: x && y && constant(x.value === y.value),
  };
}
