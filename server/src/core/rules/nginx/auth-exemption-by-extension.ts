// nginx/auth-exemption-by-extension: an upstream decides what a path means, not the letters at its end.
import { nameOf } from '../../kinds/nginx/config/lines';
import { nginxRule } from '../nginx-rule';
import { exemptions, isByExtension, openedBelow } from '../nginx-shared/exemptions';
import { openOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/auth-exemption-by-extension',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'info',
  summary:
    'Paths that end like a static file are passed on without the guard, whatever the upstream answers there.',
  needs: ['auth_basic', 'auth_request'],
  *check(context) {
    for (const exemption of exemptions(context)) {
      const { location, regex, line } = exemption;
      if (!isByExtension(regex)) continue;
      const opened = openedBelow(
        context,
        exemption,
        (prefix, text) => `${prefix}1;${text.replace(/^\//, '')}`,
      );
      if (opened === null) continue;
      yield {
        at: nameOf(line),
        message: `${opened.shown.request.target} is passed on without the guard, for how it ends. Serve such files by try_files, or guard them.`,
        related: [
          { ...nameOf(location.line), message: 'says where' },
          { ...nameOf(opened.guarded.line), message: 'is guarded, and leads to the same upstream' },
        ],
        witness: openOf(opened.shown),
      };
    }
  },
});
