// Handlers for errors that packages make, and validators, whose errors some of them answer.
import { inTable } from '../../../../text/table';
import type { Value } from '../../values';
import { type Ending, NEXT } from '../behaviour';
import { constant, type Datum, fieldOf, openThing, unknown } from '../datum';
import type { Exchange } from '../exchange';
import { FITS } from '../libraries/schemas';
import { lost, majorOf, type PackageCall, type PackageReader, packaged, refuse } from './package';

/** What packages call the function that makes a handler for errors; an empty name is the package itself. */
const MAKERS: Readonly<Record<string, RegExp>> = {
  '@sentry/node': /^(?:Handlers\.errorHandler|expressErrorHandler)$/,
  'api-error-handler': /^$/,
  celebrate: /^errors$/,
  errorhandler: /^$/,
  'express-error-handler': /^$/,
  'express-winston': /^errorLogger$/,
  'strong-error-handler': /^$/,
};

/** Whether what a call of a package makes has four parameters, so that Express calls it with errors alone. */
export function makesErrorHandler(callee: Value): boolean {
  if (callee.kind !== 'package') return false;
  const path = callee.path.filter((name) => name !== 'default').join('.');
  return inTable(MAKERS, callee.name)?.test(path) === true;
}

/** `errorhandler()` of errorhandler 1 answers with the status of the error, or of the answer where that is one. */
export const errorhandler: PackageReader = (call) =>
  onErrors(call, (exchange, thrown) => {
    for (const name of ['statusCode', 'status']) {
      const field = thrown.kind === 'constant' ? null : fieldOf(thrown, name);
      if (thrown.kind !== 'constant' && field?.kind !== 'constant')
        return lost('the status of an error is not known', call.at);
      if (field?.kind === 'constant' && field.value) exchange.status = Number(field.value);
    }
    const { status } = exchange;
    return status === null
      ? lost('the status is not known', call.at)
      : refuse(exchange, Math.max(status, status < 400 ? 500 : 0), [], call.at);
  });

/** A handler that writes errors down and passes them on. */
export const passesErrors: PackageReader = (call) =>
  onErrors(call, (_exchange, thrown) => ({ kind: 'error', thrown, at: call.at }));

function onErrors(call: PackageCall, act: (exchange: Exchange, thrown: Datum) => Ending) {
  return packaged(call, 'bystander', (exchange) => {
    const { calledFor } = exchange;
    return calledFor.kind === 'error' ? act(exchange, calledFor.thrown) : NEXT;
  });
}

const CELEBRATE = 'CelebrateError';

/** `celebrate(schema)`, and `errors()`, which answers 400 to what that finds (celebrate 15, lib/celebrate.js). */
export const celebrate: PackageReader = (call) => {
  const [name] = call.path;
  if (name === 'celebrate') return validator(call, CELEBRATE, []);
  if (name !== 'errors') return null;
  return onErrors(call, (exchange, thrown) =>
    isCelebrated(thrown) ? refuse(exchange, 400, [], call.at) : { kind: 'error', thrown, at: call.at },
  );
};

function isCelebrated(thrown: Datum): boolean {
  const name = thrown.kind === 'object' ? thrown.fields.get('name') : undefined;
  return name?.kind === 'constant' && name.value === CELEBRATE;
}

/** `validate(schema)` of express-validation: its error has `status` in version 1, and `statusCode` since then. */
export const expressValidation: PackageReader = (call) => {
  if (call.path.length > 0 && call.path[0] !== 'validate') return null;
  const major = majorOf(call.version);
  const names = major === null ? ['status', 'statusCode'] : [major < 2 ? 'status' : 'statusCode'];
  return validator(call, 'ValidationError', names);
};

/** `middleware(schema)` of querymen 2 and bodymen 1, whose error is a text behind a status. */
export const querymen: PackageReader = (call) => {
  if (call.path[0] !== 'middleware') return null;
  const known = unknown('what the client asks for is not known', call.at, { truthy: true });
  const behaviour = validator(call, 'Error', []);
  const act = (exchange: Exchange): Ending => {
    const ending = behaviour.act(exchange);
    if (ending.kind === 'next') exchange.slots.set(call.package, known);
    else exchange.status = 400;
    return ending;
  };
  return { ...behaviour, act };
};

/** `IpFilter(addresses)` of express-ipfilter 1: whose requests come from which address is not known. */
export const ipFilter: PackageReader = (call) =>
  call.path[0] === 'IpFilter' ? validator(call, 'IpDeniedError', ['status', 'statusCode'], 403) : null;

/** Lets what fits a schema or a list on; whether a request does is not known. */
export function validator(call: PackageCall, name: string, statuses: readonly string[], status = 400) {
  const { at } = call;
  const question = {
    key: `${status === 403 ? 'valid ' : FITS}${at.file}:${at.span.start}`,
    reason:
      status === 403
        ? 'whether its address is let in is not known'
        : 'whether it fits the schema is not known',
    at,
  };
  return packaged(call, 'bystander', (exchange): Ending => {
    if (exchange.suppose(question)) return NEXT;
    const fields = statuses.map((one): [string, Datum] => [one, constant(status)]);
    const rest = unknown('what does not fit is not known', at, { truthy: true });
    const thrown: Datum = { ...openThing([['name', constant(name)], ...fields], rest), of: 'Error' };
    return { kind: 'error', thrown, at };
  });
}
