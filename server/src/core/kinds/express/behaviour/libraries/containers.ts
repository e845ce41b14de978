// Containers of dependencies that a handler asks: `Container.get(Users)`, `req.container.resolve('users')`, `cradle.users`.
import type { Place } from '../../../../text/span';
import type { Value } from '../../values';
import type { Datum } from '../datum';
import type { Machine } from '../run/machine';
import { native } from '../run/native';
import { chosen, datumOf } from '../run/outside';
import { callUnknown } from '../run/unknown-calls';

const ASKING = /^(?:get|resolve|cradle)(?:All|Async)?$/;

/** What a container of the program gives for a token; `null` where it is none, or that is not known. */
export function givenBy(
  machine: Machine,
  of: Value,
  name: string,
  [token]: readonly Datum[],
  at: Place,
): Datum | null {
  if (!ASKING.test(name)) return null;
  const asked = token === undefined ? null : chosen(machine, token);
  const value: Value | null =
    asked?.kind === 'outside'
      ? asked.value
      : asked?.kind === 'constant' && typeof asked.value === 'string'
        ? { kind: 'string', value: asked.value }
        : null;
  if (value === null && name !== 'cradle') return null;
  const given = machine.evaluator.asked(of, name, value ?? of, at);
  return given === null ? null : datumOf(given);
}

/** A member of a container that the program made; `null` for all else. */
export function containerMember(machine: Machine, of: Value, name: string, at: Place): Datum | null {
  if (name === 'cradle') return givenBy(machine, of, name, [], at);
  if (!ASKING.test(name) && name !== 'createScope') return null;
  if (givenBy(machine, of, 'cradle', [], at) === null) return null;
  if (name === 'createScope') return native(name, () => ({ kind: 'outside', value: of }));
  const lost = `what "${name}" gives is not known`;
  return native(
    name,
    (args, _self, callAt) =>
      givenBy(machine, of, name, args, callAt) ?? callUnknown(machine, lost, name, args, callAt),
  );
}
