// nginx/auth-exemption-regex-unanchored: an exemption matches in the middle of paths that it is not meant for.
import type { Fix } from '../../findings/finding';
import { nameOf } from '../../kinds/nginx/config/lines';
import { locationName } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { type Exemption, exemptions, isByExtension, openedBelow } from '../nginx-shared/exemptions';
import { openOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-exemption-regex-unanchored',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A regex that switches the guard off has no "^", so it opens every path with its words in the middle.',
  needs: ['auth_basic', 'auth_request'],
  *check(context) {
    for (const exemption of exemptions(context)) {
      const { location, regex, line } = exemption;
      if (isByExtension(regex) || /\.well-known/.test(regex.source)) continue;
      const opened = openedBelow(context, exemption, (prefix, text) =>
        text.startsWith('/') ? `${prefix}x${text}` : `${prefix}x/${text}`,
      );
      if (opened === null) continue;
      yield {
        at: nameOf(line),
        message: `${opened.shown.request.target} is open: without "^" this pattern also matches in the middle of a path. Anchor it.`,
        related: [
          { ...nameOf(location.line), message: 'says where' },
          { ...nameOf(opened.guarded.line), message: `would take it: ${locationName(opened.guarded)}` },
        ],
        witness: openOf(opened.shown),
        fixes: fixesFor(exemption),
      };
    }
  },
});

/** Only a pattern that begins with the path's first slash has one right place for `^`. */
function fixesFor({ location, regex }: Exemption): readonly Fix[] {
  const [modifier, pattern] = location.line.args;
  if (modifier === undefined || pattern === undefined || !regex.source.startsWith('/')) return [];
  if (pattern.quote !== null || regex.source.includes('|')) return [];
  const edits = [replaceWord(location.line, pattern, `^${pattern.value}`)];
  return [{ title: 'Anchor it with "^"', safety: 'review', edits }];
}
