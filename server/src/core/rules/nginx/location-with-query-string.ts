// nginx/location-with-query-string: a location never sees the query.
import { nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { nginxRule } from '../nginx-rule';
import { ownGuardLine } from '../nginx-shared/guarded';

export const rule = nginxRule({
  id: 'nginx/location-with-query-string',
  kind: 'path-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Locations are matched against the path alone: one with a "?" in it takes no request.',
  *check(context) {
    for (const location of context.locations) {
      const word = location.line.args.at(-1);
      if (word === undefined || word.hole || !word.value.includes('?')) continue;
      const { match } = location;
      const plain =
        (match.kind === 'prefix' || match.kind === 'exact') &&
        match.path.includes('?') &&
        !/[()*[\]\\$]/.test(match.path);
      const pattern = match.kind === 'regex' && /\\\?[^/]*=/.test(match.pattern.source);
      if (!plain && !pattern) continue;
      const name = placeOfWord(location.line, word);
      const guard = ownGuardLine(location);
      yield {
        at: guard === null ? name : nameOf(guard),
        related: guard === null ? [] : [{ ...name, message: 'never matches' }],
        message: `This location takes no request: the query is no part of what is matched. Use "if ($arg_…)" or a map.`,
      };
    }
  },
});
