// Where passport-jwt is told to read tokens from.
import { type CallValue, stringOf, type Value } from '../../kinds/express/values';
import { samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { nameOfCallee } from './passport';

/** An extractor of passport-jwt by its name. */
export type Extractor = { readonly call: CallValue; readonly name: string };

/** The extractors of the tokens that passport-jwt is given; `null` stands for a function or for what is not known. */
export function extractorsOf(context: ExpressContext): readonly (Extractor | null)[] {
  const strategies = [...context.layer.program.run.calls, ...context.callsOf('passport-jwt')].filter(
    ({ isNew, callee }) => isNew && callee.kind === 'package' && callee.name === 'passport-jwt',
  );
  const ran = strategies.filter(
    ({ at }, i) => strategies.findIndex((other) => samePlace(other.at, at)) === i,
  );
  const found = ran.flatMap(({ args: [options] }) =>
    options?.kind === 'object' ? extractorsIn(options.entries.get('jwtFromRequest')) : [null],
  );
  return found.filter(
    (one, i) =>
      one === null ||
      found.findIndex((other) => other !== null && samePlace(other.call.at, one.call.at)) === i,
  );
}

function extractorsIn(value: Value | undefined): readonly (Extractor | null)[] {
  if (value?.kind === 'array') return value.isOpen ? [null] : value.elements.flatMap(extractorsIn);
  if (value?.kind !== 'call') return [null];
  const name = nameOfCallee(value.callee);
  if (name === 'fromExtractors') return extractorsIn(value.args[0]);
  return name === null ? [null] : [{ call: value, name }];
}

/** An extractor that reads the Authorization header, with the scheme that it wants. */
export type SchemeRead = Extractor & { readonly scheme: string };

/** The scheme that an extractor wants, '' for a header that is taken whole; `null` for other places. */
export function schemeRead({ call, name }: Extractor): SchemeRead | null {
  switch (name) {
    case 'fromAuthHeaderAsBearerToken':
      return { call, name, scheme: 'bearer' };
    case 'fromAuthHeaderWithScheme': {
      const scheme = stringOf(call.args[0]);
      return scheme === null ? null : { call, name, scheme: scheme.toLowerCase() };
    }
    case 'fromHeader':
      return stringOf(call.args[0])?.toLowerCase() === 'authorization' ? { call, name, scheme: '' } : null;
    default:
      return null;
  }
}
