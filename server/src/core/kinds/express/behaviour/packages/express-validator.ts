// express-validator 2 to 7: its chains note what does not fit and let every request on; `validationResult(req)` tells.
import { packageOf } from '../../program/escape';
import type { Value } from '../../values';
import { openThing, unknown } from '../datum';
import type { Library } from '../libraries/library';
import { bystander, type PackageReader } from './package';

const NAME = 'express-validator';

/** Whether calls of a value are chains, such as `body('email')` and `body('email').isEmail()`, which are handlers. */
export function isChain(value: Value): boolean {
  return packageOf(value) === NAME && !(value.kind === 'package' && value.path.length === 0);
}

/** What versions up to 5 put onto the request with `expressValidator()`. */
const LEGACY =
  'check checkBody checkCookies checkHeaders checkParams checkQuery assert validate filter sanitize sanitizeBody ' +
  'sanitizeQuery sanitizeParams validationErrors asyncValidationErrors getValidationResult';

export const expressValidator: PackageReader = (call) =>
  call.path.length > 0
    ? null
    : bystander(call, 'bystander', (exchange) => {
        for (const name of LEGACY.split(' '))
          exchange.slots.set(name, unknown('what a check finds is not known', call.at, { truthy: true }));
      });

/** What was found of a request is no judgement of credentials. */
export const validationResult: Library = (_machine, _args, at) =>
  unknown('whether the request fits is not known', at, { truthy: true });

/** The parts of the request that were checked. */
export const matchedData: Library = (_machine, _args, at) =>
  openThing([], unknown('what the body says is not known', at, { key: 'body', judged: true }));
