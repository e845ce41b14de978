// Schemas that handlers check values by: zod 3 and 4, joi 17, yup 1. Whether a value fits is no matter of credentials.
import type { Place } from '../../../../text/span';
import { packageOf } from '../../program/escape';
import type { CallValue } from '../../values';
import { constant, type Datum, isNothing, openThing, type Thing, thing, UNDEFINED, unknown } from '../datum';
import { type Machine, Thrown } from '../run/machine';
import { native } from '../run/native';
import { broken, kept } from '../run/promises';

/** Under what handlers ask whether something fits; what does not is another matter than who is let in. */
export const FITS = 'fits ';

/** Whether something that a package made is a schema, which is always an object. */
export function isSchema(value: CallValue): boolean {
  return Object.hasOwn(METHODS, packageOf(value) ?? '');
}

type Way = 'throws' | 'tells' | 'promises' | 'promises to tell' | 'gives both';

const METHODS: Readonly<Record<string, Readonly<Record<string, Way>>>> = {
  zod: { parse: 'throws', safeParse: 'tells', parseAsync: 'promises', safeParseAsync: 'promises to tell' },
  joi: { validate: 'gives both', validateAsync: 'promises', attempt: 'throws' },
  yup: { validate: 'promises', validateSync: 'throws' },
};

const ERRORS: Readonly<Record<string, string>> = { zod: 'ZodError' };

/** A method of a schema that checks a value, which it gives back as it is; `null` for all others. */
export function schemaMember(machine: Machine, schema: CallValue, name: string): Datum | null {
  const from = packageOf(schema) ?? '';
  const methods = Object.hasOwn(METHODS, from) ? METHODS[from] : undefined;
  const way = methods !== undefined && Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (way === undefined) return null;
  return native(name, ([given = UNDEFINED], _self, at) => {
    const value = isNothing(given) ? sent(at) : given;
    const fits = machine.exchange.suppose({
      key: `${FITS}${schema.at.file}:${schema.at.span.start}`,
      reason: 'whether it fits the schema is not known',
      at,
    });
    const error = problem(ERRORS[from] ?? 'ValidationError', at);
    const told = (): Thing =>
      fits
        ? thing([
            ['success', constant(true)],
            ['data', value],
            ['error', UNDEFINED],
          ])
        : thing([
            ['success', constant(false)],
            ['data', UNDEFINED],
            ['error', error],
          ]);
    switch (way) {
      case 'throws':
        if (!fits) throw new Thrown(error, at);
        return value;
      case 'tells':
        return told();
      case 'promises':
        return fits ? kept(value) : broken(error);
      case 'promises to tell':
        return kept(told());
      case 'gives both':
        return thing([
          ['value', value],
          ['error', fits ? UNDEFINED : error],
        ]);
    }
  });
}

/** What fits where nothing was sent: it is as if it had been. */
function sent(at: Place): Thing {
  return openThing([], unknown('what the body says is not known', at, { key: 'body', judged: true }));
}

function problem(name: string, at: Place): Thing {
  const rest = unknown('what does not fit is not known', at, { truthy: true });
  return {
    ...openThing([['name', constant(name)], ['message', constant('')], ...NO_STATUS], rest),
    of: 'Error',
  };
}

const NO_STATUS = ['status', 'statusCode', 'headers'].map((name): [string, Datum] => [name, UNDEFINED]);
