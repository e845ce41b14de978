// http-errors 2: `createError(401, 'text', { headers })`, `createError.Unauthorized()`.

import type { Place } from '../../../../text/span';
import { inTable } from '../../../../text/table';
import { constant, type Datum, thing } from '../datum';
import type { Machine } from '../run/machine';
import { chosen } from '../run/outside';
import { copyFields } from '../run/things';

const STATUSES: Readonly<Record<string, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  PaymentRequired: 402,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  Conflict: 409,
  Gone: 410,
  UnprocessableEntity: 422,
  TooManyRequests: 429,
  InternalServerError: 500,
  NotImplemented: 501,
  BadGateway: 502,
  ServiceUnavailable: 503,
};

/** The error that a call makes: its status is a number of the arguments, or the name of the function. */
export function httpError(machine: Machine, name: string | null, args: readonly Datum[], _at: Place): Datum {
  const values = args.map((arg) => chosen(machine, arg));
  let made = thing([], 'Error');
  let status = inTable(STATUSES, name ?? '') ?? 500;
  for (const value of values) {
    if (value.kind === 'constant' && typeof value.value === 'number') status = value.value;
    else if (value.kind === 'constant') made.fields.set('message', value);
    else made = copyFields(machine, value, made);
  }
  const code = status >= 400 && status < 600 ? status : 500;
  made.fields.set('name', constant(`${nameOf(code)}Error`));
  made.fields.set('status', constant(code));
  made.fields.set('statusCode', constant(code));
  made.fields.set('expose', constant(code < 500));
  if (!made.fields.has('message')) made.fields.set('message', constant(nameOf(code)));
  return made;
}

/** The same of routing-controllers, whose errors say their status by `httpCode` alone: `new UnauthorizedError()`. */
export function controllerError(
  machine: Machine,
  name: string,
  args: readonly Datum[],
  at: Place,
): Datum | null {
  const made = name.endsWith('Error') ? httpError(machine, name.replace(/Error$/, ''), args, at) : null;
  if (made?.kind !== 'object') return null;
  made.fields.set('httpCode', made.fields.get('status') ?? constant(500));
  for (const name of ['status', 'statusCode', 'expose']) made.fields.delete(name);
  return made;
}

function nameOf(status: number): string {
  const name = Object.entries(STATUSES).find(([, code]) => code === status)?.[0] ?? 'Http';
  return name.replace(/Error$/, '');
}
