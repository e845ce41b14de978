// nginx/prefix-location-looks-like-regex: a pattern behind `^~`, `=` or no modifier is plain text.
import { nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { nginxRule } from '../nginx-rule';
import { isGuarded, shutLine } from '../nginx-shared/guarded';

export const rule = nginxRule({
  id: 'nginx/prefix-location-looks-like-regex',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'error',
  summary:
    'Only ~ and ~* take regular expressions: this location matches the characters as they stand, so its guard never acts.',
  *check(context) {
    for (const location of context.locations) {
      const word = location.line.args.at(-1);
      if (word === undefined || word.hole || !looksLikeRegex(word.value)) continue;
      const { match } = location;
      if ((match.kind !== 'prefix' && match.kind !== 'exact') || !looksLikeRegex(match.path)) continue;
      const guarded = isGuarded(location);
      const guard = shutLine(location);
      yield {
        at: guard !== null && location.own.has(guard.name) ? nameOf(guard) : placeOfWord(location.line, word),
        ...(guarded ? {} : { severity: 'warning' as const }),
        message: `"${match.path}" is matched as plain text${guarded ? ', so nothing is guarded' : ''}: regular expressions need "~".`,
      };
    }
  },
});

/** Signs that no path has: groups, quantified wildcards, ends, escapes. */
function looksLikeRegex(path: string): boolean {
  return /\.\*|\.\+|\(.*\)|\\[.dw]|\$$|\[[^\]]+\]|\/\*$|\|/.test(path);
}
