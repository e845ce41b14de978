// What the files of packages share: the call that makes a handler, and the behaviour that comes of it.
import type { Requirement, Scheme } from '../../../../model/requirement';
import type { Place } from '../../../../text/span';
import type { Value } from '../../values';
import { type Behaviour, type Ending, NEXT, type Role, type Surroundings } from '../behaviour';
import { constant, type Datum, thing } from '../datum';
import { withExamples } from '../examples';
import type { Exchange } from '../exchange';
import { datumOf } from '../run/outside';

/** A call of a package's function, such as `passport.authenticate('jwt')`. */
export type PackageCall = {
  readonly package: string;
  /** The names behind the package, such as `['authenticate']`. */
  readonly path: readonly string[];
  readonly version: string | null;
  readonly args: readonly Datum[];
  readonly at: Place;
  readonly around: Surroundings;
};

/** Makes the behaviour of a call; `null` where the package has no such function. */
export type PackageReader = (call: PackageCall) => Behaviour | null;

/** A behaviour of a package. */
export function packaged(
  call: PackageCall,
  role: Role,
  act: (exchange: Exchange) => Ending,
  demands: Requirement = { kind: 'open' },
): Behaviour {
  const values = call.args.flatMap((arg): Value[] => (arg.kind === 'outside' ? [arg.value] : []));
  return {
    source: { kind: 'packaged', package: call.package, role, args: values },
    at: call.at,
    demands: exemplified(demands, act),
    act,
  };
}

/** What is demanded, with credentials that are taken where the program holds them; looked for when it is asked for. */
function exemplified(demands: Requirement, act: (exchange: Exchange) => Ending): () => Requirement {
  if (demands.kind === 'open') return () => demands;
  let known: Requirement | null = null;
  return () => {
    known ??= withExamples(demands, act);
    return known;
  };
}

/** A function that lets everything go on, after it has put something on the exchange. */
export function bystander(
  call: PackageCall,
  role: Role = 'bystander',
  act: (exchange: Exchange) => void = () => {},
): Behaviour {
  return packaged(call, role, (exchange) => {
    act(exchange);
    return NEXT;
  });
}

/** The requirement of one scheme. */
export function check(call: PackageCall, scheme: Scheme, detail: string | null = null): Requirement {
  return { kind: 'check', scheme, detail, scopes: [], at: call.at };
}

/** Answers with a status, and a challenge if there is one. */
export function refuse(exchange: Exchange, status: number, challenges: readonly string[], at: Place): Ending {
  exchange.status = status;
  if (challenges.length > 0) exchange.setHeader('WWW-Authenticate', challenges);
  return { kind: 'respond', at, continues: null };
}

/** An error with a status, as `next(err)` gets it. */
export function fail(
  name: string,
  status: number | null,
  at: Place,
  headers: readonly (readonly [string, string])[] = [],
): Ending {
  const fields: [string, Datum][] = [
    ['name', constant(name)],
    ['message', constant(name)],
  ];
  if (status !== null) fields.push(['status', constant(status)], ['statusCode', constant(status)]);
  if (headers.length > 0)
    fields.push([
      'headers',
      thing(headers.map(([header, value]): [string, Datum] => [header, constant(value)])),
    ]);
  return { kind: 'error', thrown: thing(fields, 'Error'), at };
}

/** An error that has no more than a name, a message and `status`: handlers that read `statusCode` find nothing. */
export function failByStatus(
  name: string,
  status: number,
  at: Place,
  more: readonly (readonly [string, Datum])[] = [],
): Ending {
  const fields: (readonly [string, Datum])[] = [
    ['name', constant(name)],
    ['message', constant(name)],
    ['status', constant(status)],
    ...more,
  ];
  return { kind: 'error', thrown: thing(fields, 'Error'), at };
}

export function lost(reason: string, at: Place): Ending {
  return { kind: 'unknown', reason, at };
}

/** Who the credentials belong to, as an object of which nothing else is known. */
export function owner(exchange: Exchange, at: Place, what: string): Datum {
  const key = `owner ${at.file}:${at.span.start}`;
  return {
    kind: 'unknown',
    key,
    reason: `who ${what} finds is not known`,
    at,
    judged: true,
    truthy: exchange.hasValidCredentials,
  };
}

/** The arguments of a call, as handlers hold them. */
export function argsOf(values: readonly Value[]): readonly Datum[] {
  return values.map(datumOf);
}

/** The major version that a package.json's range asks for, `null` where it does not say. */
export function majorOf(version: string | null): number | null {
  const digits = /\d+/.exec(version ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}
