// The guards that express-jwt makes for a program, and where they put what a token says.
import { majorOf } from '../../kinds/express/modules/packages';
import type { WrittenCall } from '../../kinds/express/program/everything';
import { UNDEFINED, type Value } from '../../kinds/express/values';
import { samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { optionIn } from './options';

export type JwtGuard = {
  readonly call: WrittenCall;
  readonly options: Value | undefined;
  /** `true` for version 7 and later, `false` for those before, `null` where nothing says it. */
  readonly isSeven: boolean | null;
  /** Whether it is called by the package itself, which only the versions before 7 are. */
  readonly isWhole: boolean;
  /** The property of the request that it fills; `null` where that is not known. */
  readonly property: string | null;
};

/** Every call of express-jwt. */
export function jwtGuards(context: ExpressContext): readonly JwtGuard[] {
  return context.callsOf('express-jwt').flatMap((call): JwtGuard[] => {
    if (call.callee.kind !== 'package' || call.isNew) return [];
    const path = call.callee.path.filter((name) => name !== 'default');
    const isWhole = path.length === 0;
    if (!isWhole && !/^expressjwt$/i.test(path[0] ?? '')) return [];
    // Version 7 brought the named export and took the other one away (dist/index.js).
    const major = majorOf(call.callee.version);
    const isSeven = isWhole ? (major === null ? null : major >= 7) : true;
    const runs = context.layer.program.run.calls.filter(({ at }) => samePlace(at, call.at));
    const options = (runs.length === 1 ? runs[0] : call)?.args[0] ?? UNDEFINED;
    return [{ call, options, isSeven, isWhole, property: propertyOf(context, call, options, isSeven) }];
  });
}

function propertyOf(
  context: ExpressContext,
  call: WrittenCall,
  options: Value,
  isSeven: boolean | null,
): string | null {
  const near = call.argPlaces[0] ?? call.argsAt;
  const names =
    isSeven === true ? ['requestProperty'] : ['requestProperty', 'userProperty', 'resultProperty'];
  for (const name of names) {
    const given = optionIn(context, options, near, name);
    if (given === null) return null;
    if (given.value.kind === 'undefined') continue;
    return given.value.kind === 'string' && name !== 'resultProperty' ? given.value.value : null;
  }
  return isSeven === null ? null : isSeven ? 'auth' : 'user';
}
