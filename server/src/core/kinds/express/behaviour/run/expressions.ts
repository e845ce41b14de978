// The expressions of a handler: what they come to, and what they do on the way.
import type {
  Argument,
  Assignment,
  Expression,
  FunctionNode,
  Identifier,
  ObjectLiteral,
  Pattern,
  PlainKind,
} from '../../../../syntax/js/tree';
import type { Place } from '../../../../text/span';
import { constant, type Datum, isNothing, list, type Thing, thing, UNDEFINED, unknown } from '../datum';
import { type Closure, callDatum, construct, enterFunction, functionExpression } from './calls';
import type { Frame } from './frame';
import { globalOf } from './globals';
import { itemsOf, spreadOf } from './iterate';
import { GivenUp, type Machine, Thrown } from './machine';
import { deleteMember, getMember, setMember } from './members';
import { binary, textFrom } from './operators';
import { settled } from './promises';
import { accepted, isUnseen, namesCredentials } from './refusals';
import { argsFor } from './shown';
import { Suspended } from './suspended';
import { copyFields, makeError } from './things';
import { isTrue } from './truth';
import { typeName } from './types';

/** Evaluates an expression; what the program throws on the way is a `Thrown`. */
export function evaluate(machine: Machine, node: Expression, frame: Frame): Datum {
  machine.step(frame, node);
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return constant(node.value);
    case 'null':
      return constant(null);
    case 'regex':
      return { kind: 'regex', source: node.pattern, flags: node.flags };
    case 'identifier':
      return nameValue(node, frame);
    case 'this':
      return frame.self;
    case 'template':
      return template(
        machine,
        node.texts,
        node.of.map((part) => evaluate(machine, part, frame)),
        frame.place(node),
      );
    case 'array':
      return arrayOf(machine, node.of, frame, frame.place(node));
    case 'object':
      return node.of.some((part) => part.kind === 'property' && part.accessor)
        ? unknown('an object with accessors is not followed', frame.place(node), { truthy: true })
        : objectOf(machine, node, frame);
    case 'function':
      return functionExpression(machine, node, frame);
    case 'member':
    case 'index':
      return memberOf(machine, node, frame).value;
    default:
      return evaluateCompound(machine, node, frame, frame.place(node));
  }
}

function evaluateCompound(
  machine: Machine,
  node: Exclude<Expression, { kind: PlainKind | 'member' | 'index' }>,
  frame: Frame,
  at: Place,
): Datum {
  switch (node.kind) {
    case 'call':
      return callOf(machine, node, frame, at);
    case 'new':
      return construct(machine, evaluate(machine, node.callee, frame), argsOf(machine, node.args, frame), at);
    case 'unary':
      if (node.operator === 'delete') return remove(machine, node.operand, frame, at);
      return unary(machine, node.operator, evaluate(machine, node.operand, frame), at);
    case 'binary': {
      const left = evaluate(machine, node.left, frame);
      return binary(machine, node.operator, left, evaluate(machine, node.right, frame), at);
    }
    case 'logical':
      return logical(machine, node.operator, evaluate(machine, node.left, frame), () =>
        evaluate(machine, node.right, frame),
      );
    case 'conditional':
      return isTrue(machine, evaluate(machine, node.test, frame))
        ? evaluate(machine, node.whenTrue, frame)
        : evaluate(machine, node.whenFalse, frame);
    case 'assign':
      return assignment(machine, node, frame);
    case 'sequence':
      return node.of.map((part) => evaluate(machine, part, frame)).at(-1) ?? UNDEFINED;
    case 'await': {
      const resumed = frame.resumedAt(node);
      if (resumed?.kind === 'broken') throw new Thrown(resumed.thrown, at);
      if (resumed?.kind === 'kept') return accepted(machine, resumed.value);
      const awaited = evaluate(machine, node.value, frame);
      if (machine.isSuspending) throw new Suspended(awaited, node, frame);
      machine.wait();
      return accepted(machine, settled(machine, awaited));
    }
    case 'opaque':
      if (node.what === '++' || node.what === '--') return step(machine, node, frame, at);
      // The parts are evaluated for what they do, such as a call inside.
      for (const part of node.of) evaluate(machine, part, frame);
      return unknown(`${node.what} is not followed`, at);
    default:
      return unknown('an expression that is not followed', at);
  }
}

/** `++` and `--`: in front of what they change they give the new value, behind it the old one. */
function step(
  machine: Machine,
  { what, of: [target], span }: Extract<Expression, { kind: 'opaque' }>,
  frame: Frame,
  at: Place,
): Datum {
  if (target?.kind !== 'identifier' && target?.kind !== 'member' && target?.kind !== 'index') {
    return unknown(`${what} is not followed`, at);
  }
  const before = evaluate(machine, target, frame);
  const after = binary(machine, what === '++' ? '+' : '-', unary(machine, '+', before, at), constant(1), at);
  bind(machine, target, after, frame, (name, bound) => frame.assign(name, bound));
  return span.start < target.span.start ? after : before;
}

function nameValue(node: Identifier, frame: Frame): Datum {
  const { name } = node;
  if (name === 'undefined') return UNDEFINED;
  const known = frame.lookup(name) ?? globalOf(name);
  return known ?? unknown(`"${name}" is not known`, frame.place(node), { key: `name ${name}` });
}

function template(machine: Machine, texts: readonly string[], parts: readonly Datum[], at: Place): Datum {
  return parts.reduce<Datum>(
    (text, part, i) =>
      binary(
        machine,
        '+',
        binary(machine, '+', text, textFrom(machine, part, at), at),
        constant(texts[i + 1] ?? ''),
        at,
      ),
    constant(texts[0] ?? ''),
  );
}

function arrayOf(
  machine: Machine,
  parts: Extract<Expression, { kind: 'array' }>['of'],
  frame: Frame,
  at: Place,
): Datum {
  const items: Datum[] = [];
  let isOpen = false;
  for (const part of parts) {
    if (part === null) items.push(UNDEFINED);
    else if (part.kind === 'spread') {
      const spread = spreadOf(machine, evaluate(machine, part.value, frame), at);
      isOpen ||= spread.isOpen;
      items.push(...spread.items);
    } else items.push(evaluate(machine, part, frame));
  }
  return list(items, isOpen);
}

function objectOf(machine: Machine, node: ObjectLiteral, frame: Frame): Thing {
  let made: Thing = thing();
  for (const part of node.of) {
    const at = { file: frame.file, span: part.span };
    if (part.kind === 'spread') made = copyFields(machine, evaluate(machine, part.value, frame), made);
    else if (part.key.kind === 'name') made.fields.set(part.key.name, evaluate(machine, part.value, frame));
    else {
      const key = textFrom(machine, evaluate(machine, part.key.expression, frame), at);
      const value = evaluate(machine, part.value, frame);
      if (key.kind === 'constant') made.fields.set(String(key.value), value);
      else made = { ...made, rest: unknown('a field whose name is not known', at) };
    }
  }
  return made;
}

/** A function that is written inside of the handler. */
export function closure(machine: Machine, node: FunctionNode, frame: Frame): Closure {
  return enterFunction(machine, node, frame, null);
}

/** The value of `object.name`, with the object that it is a member of. */
function memberOf(
  machine: Machine,
  node: Extract<Expression, { kind: 'member' | 'index' }>,
  frame: Frame,
): { readonly of: Datum; readonly value: Datum; readonly isCut: boolean } {
  const at = { file: frame.file, span: node.span };
  const inner = node.object;
  const { value: of, isCut } =
    inner.kind === 'member' || inner.kind === 'index'
      ? memberOf(machine, inner, frame)
      : inner.kind === 'call'
        ? { value: evaluate(machine, inner, frame), isCut: isCutCall(inner) }
        : { value: evaluate(machine, inner, frame), isCut: false };
  const value = of;
  // `a?.b.c` is undefined as a whole where a is nothing.
  if (isNothing(value) && (node.isOptional || isCut)) return { of: value, value: UNDEFINED, isCut: true };
  const name = node.kind === 'member' ? constant(node.name) : evaluate(machine, node.index, frame);
  return { of: value, value: getMember(machine, value, name, at), isCut: false };
}

function isCutCall(node: Extract<Expression, { kind: 'call' }>): boolean {
  const { callee } = node;
  if (node.isOptional) return true;
  if (callee.kind !== 'member' && callee.kind !== 'index') return false;
  return (
    callee.isOptional ||
    (callee.object.kind === 'call' && isCutCall(callee.object)) ||
    hasOptional(callee.object)
  );
}

function hasOptional(node: Expression): boolean {
  return (node.kind === 'member' || node.kind === 'index') && (node.isOptional || hasOptional(node.object));
}

function callOf(
  machine: Machine,
  node: Extract<Expression, { kind: 'call' }>,
  frame: Frame,
  at: Place,
): Datum {
  const { callee } = node;
  const isMember = callee.kind === 'member' || callee.kind === 'index';
  const found = isMember
    ? memberOf(machine, callee, frame)
    : { of: UNDEFINED, value: calleeOf(machine, callee, frame, at), isCut: false };
  if (isNothing(found.value) && (node.isOptional || found.isCut)) return UNDEFINED;
  const args = argsFor(machine, found.value, node.args, frame);
  machine.givesCredentials = isUnseen(found.value) && namesCredentials(node.args);
  machine.isLeft = machine.left === node;
  return callDatum(machine, found.value, args, found.of, at);
}

/** `super(…)` calls the constructor that the frame of a class names. */
function calleeOf(machine: Machine, callee: Expression, frame: Frame, at: Place): Datum {
  if (callee.kind !== 'super') return evaluate(machine, callee, frame);
  return frame.lookup('super') ?? unknown('what super calls is not known', at);
}

/** What a call is given. */
export function argsOf(machine: Machine, args: readonly Argument[], frame: Frame): readonly Datum[] {
  const given: Datum[] = [];
  for (const arg of args) {
    if (arg.kind !== 'spread') given.push(evaluate(machine, arg, frame));
    else {
      const at = { file: frame.file, span: arg.span };
      const { items, isOpen } = spreadOf(machine, evaluate(machine, arg.value, frame), at);
      // However many there are of what is not known, one stands for them.
      given.push(...(isOpen && items.length === 0 ? [unknown('an argument is not known', at)] : items));
    }
  }
  return given;
}

function unary(machine: Machine, operator: string, operand: Datum, at: Place): Datum {
  switch (operator) {
    case '!':
      return constant(!isTrue(machine, operand));
    case 'void':
      return UNDEFINED;
    case 'typeof':
      return typeName(operand, at);
    default: {
      if (operand.kind !== 'constant' || typeof operand.value === 'bigint')
        return unknown('a number is not known', at);
      const number = Number(operand.value);
      return constant(operator === '-' ? -number : operator === '+' ? number : ~number);
    }
  }
}

/** `delete object.name`. */
function remove(machine: Machine, operand: Expression, frame: Frame, at: Place): Datum {
  if (operand.kind !== 'member' && operand.kind !== 'index') return constant(true);
  const name = operand.kind === 'member' ? constant(operand.name) : evaluate(machine, operand.index, frame);
  return deleteMember(machine, memberOf(machine, operand, frame).of, name, at);
}

function logical(machine: Machine, operator: string, left: Datum, right: () => Datum): Datum {
  if (operator === '??') return isMissing(machine, left) ? right() : left;
  return isTrue(machine, left) === (operator === '&&') ? right() : left;
}

/** Whether a value is surely or supposedly nothing, as `??` asks. */
function isMissing(machine: Machine, datum: Datum): boolean {
  if (datum.kind === 'unknown' || (datum.kind === 'outside' && datum.value.kind === 'env')) {
    return !isTrue(machine, datum);
  }
  return isNothing(datum);
}

function assignment(machine: Machine, node: Assignment, frame: Frame): Datum {
  if (node.operator === '=') {
    const value = evaluate(machine, node.value, frame);
    bind(machine, node.target, value, frame, (name, bound) => frame.assign(name, bound));
    return value;
  }
  const { target } = node;
  if (target.kind !== 'identifier' && target.kind !== 'member' && target.kind !== 'index') {
    throw new GivenUp('an assignment that is not followed', { file: frame.file, span: node.span });
  }
  const at = { file: frame.file, span: node.span };
  const before = evaluate(machine, target, frame);
  const operator = node.operator.slice(0, -1);
  const next = () => evaluate(machine, node.value, frame);
  const isLogical = operator === '&&' || operator === '||' || operator === '??';
  const value = isLogical
    ? logical(machine, operator, before, next)
    : binary(machine, operator, before, next(), at);
  if (value !== before) bind(machine, target, value, frame, (name, bound) => frame.assign(name, bound));
  return value;
}

/** Gives a value to a pattern: to names by `give`, to members of objects, or in parts. */
export function bind(
  machine: Machine,
  pattern: Pattern,
  value: Datum,
  frame: Frame,
  give: (name: string, value: Datum) => void,
): void {
  if (pattern.kind === 'identifier') {
    give(pattern.name, value);
    return;
  }
  const at = { file: frame.file, span: pattern.span };
  switch (pattern.kind) {
    case 'member':
      setMember(machine, evaluate(machine, pattern.object, frame), constant(pattern.name), value, at);
      return;
    case 'index': {
      const object = evaluate(machine, pattern.object, frame);
      setMember(machine, object, evaluate(machine, pattern.index, frame), value, at);
      return;
    }
    case 'default': {
      const isAbsent = value.kind === 'constant' && value.value === undefined;
      bind(machine, pattern.target, isAbsent ? evaluate(machine, pattern.value, frame) : value, frame, give);
      return;
    }
    case 'objectPattern':
      bindObject(machine, pattern, value, frame, give);
      return;
    case 'arrayPattern': {
      const items = itemsOf(machine, value, at, pattern.of.length);
      for (const [i, part] of pattern.of.entries()) {
        if (part !== null) bind(machine, part, items[i] ?? UNDEFINED, frame, give);
      }
      if (pattern.rest !== null)
        bind(machine, pattern.rest, list(items.slice(pattern.of.length)), frame, give);
      return;
    }
    case 'opaque':
      throw new GivenUp('a pattern that is not followed', at);
  }
}

function bindObject(
  machine: Machine,
  pattern: Extract<Pattern, { kind: 'objectPattern' }>,
  value: Datum,
  frame: Frame,
  give: (name: string, value: Datum) => void,
): void {
  const at = { file: frame.file, span: pattern.span };
  if (isNothing(value))
    throw new Thrown(makeError('TypeError', constant('Cannot read properties of undefined')), at);
  const taken: string[] = [];
  for (const { key, target } of pattern.of) {
    const name = key.kind === 'name' ? constant(key.name) : evaluate(machine, key.expression, frame);
    if (name.kind === 'constant') taken.push(String(name.value));
    bind(machine, target, getMember(machine, value, name, at), frame, give);
  }
  if (pattern.rest === null) return;
  const rest = copyFields(machine, value, thing());
  for (const name of taken) rest.fields.delete(name);
  bind(machine, pattern.rest, rest, frame, give);
}
