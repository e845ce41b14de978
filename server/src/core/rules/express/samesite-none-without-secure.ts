// express/samesite-none-without-secure: a cookie for other sites that is not for https only, which browsers drop.
import type { Report } from '../../findings/finding';
import type { Value } from '../../kinds/express/values';
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { setCookies } from '../express-shared/cookies';
import { optionIn, replaceOption } from '../express-shared/options';

export const rule = expressRule({
  id: 'express/samesite-none-without-secure',
  kind: 'session-cookie',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A cookie is set with SameSite=None and without Secure, and browsers drop it.',
  *check(context) {
    const reported = new Set<string>();
    for (const options of cookieOptions(context)) {
      const report = reportOf(context, options);
      const key = report === null ? '' : `${report.at.file}:${report.at.span.start}`;
      if (report === null || reported.has(key)) continue;
      reported.add(key);
      yield report;
    }
  },
});

/** The options of a cookie, with what to call it. */
type Options = { readonly what: string; readonly value: Value | undefined; readonly at: Place };

function cookieOptions(context: ExpressContext): readonly Options[] {
  const set = setCookies(context).map(({ names, options, at, optionsAt }): Options => {
    const what = names?.length === 1 ? `The cookie "${names[0]}"` : 'A cookie';
    return { what, value: options, at: optionsAt ?? at };
  });
  const { calls } = context.layer.program.run;
  const made = calls.flatMap(({ callee, args, at, argPlaces }): Options[] => {
    if (callee.kind !== 'package') return [];
    const [options] = args;
    const near = argPlaces[0] ?? at;
    switch (callee.name) {
      case 'cookie-session':
        return [{ what: 'The session cookie', value: options, at: near }];
      case 'express-session': {
        const cookie = optionIn(context, options, near, 'cookie');
        return cookie === null ? [] : [{ what: 'The session cookie', value: cookie.value, at: cookie.at }];
      }
      case 'csurf': {
        const cookie = optionIn(context, options, near, 'cookie');
        return cookie === null ? [] : [{ what: 'The cookie of csurf', value: cookie.value, at: cookie.at }];
      }
      default:
        return [];
    }
  });
  return [...set, ...made];
}

function reportOf(context: ExpressContext, { what, value, at }: Options): Report | null {
  if (value?.kind !== 'object') return null;
  const sameSite = optionIn(context, value, at, 'sameSite');
  const secure = optionIn(context, value, at, 'secure');
  if (sameSite === null || secure === null) return null;
  const isUnset =
    secure.value.kind === 'undefined' || (secure.value.kind === 'boolean' && !secure.value.value);
  const { isNone, isSometimes } = noneIn(sameSite.value);
  if (!isUnset || !(isNone || isSometimes)) return null;
  const change =
    secure.value.kind !== 'undefined'
      ? replaceOption(context, 'secure', secure, 'true')
      : value.at === null
        ? null
        : context.change.addEntry(value.at, 'secure', 'true');
  return {
    at: sameSite.at,
    message: `${what} is set with SameSite=None and without Secure${isSometimes ? ' under a condition' : ''}, and browsers drop it: add secure: true.`,
    fixes: isSometimes ? [] : fixOf('Add secure: true', 'review', change),
  };
}

/** Whether an option is `none`, always or as a condition of the program says. */
function noneIn(value: Value): { readonly isNone: boolean; readonly isSometimes: boolean } {
  const isOne = (one: Value) => one.kind === 'string' && one.value.toLowerCase() === 'none';
  return { isNone: isOne(value), isSometimes: value.kind === 'either' && value.of.some(isOne) };
}
