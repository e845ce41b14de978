// nginx/htpasswd-empty-password: no hash stands behind the user's name.
import { nginxRule } from '../nginx-rule';
import { reportUser, userLines } from '../nginx-shared/user-files';

export const rule = nginxRule({
  id: 'nginx/htpasswd-empty-password',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A user without a hash is refused with every password, the empty one too.',
  needs: ['auth_basic_user_file'],
  *check(context) {
    for (const placed of userLines(context)) {
      const { user, format, span, flaws } = placed.user;
      if (format !== 'empty' || flaws.includes('no-colon') || flaws.includes('no-user')) continue;
      yield reportUser(context, placed, {
        span,
        message: `"${user}" always gets 401, with an empty password too: no hash stands behind the name. Write it with htpasswd -B.`,
        user,
        password: '',
      });
    }
  },
});
