// nginx/htpasswd-digest-format: a line of htdigest, which auth_basic cannot check.
import { nginxRule } from '../nginx-rule';
import { reportUser, userLines } from '../nginx-shared/user-files';

export const rule = nginxRule({
  id: 'nginx/htpasswd-digest-format',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A line written by htdigest is for Digest authentication: auth_basic refuses its user for ever.',
  needs: ['auth_basic_user_file'],
  *check(context) {
    for (const placed of userLines(context)) {
      const { user, format, span } = placed.user;
      if (format !== 'digest') continue;
      yield reportUser(context, placed, {
        span,
        message: `"${user}" always gets 401: this line is of htdigest, and auth_basic reads only htpasswd's. Write it with htpasswd -B.`,
        user,
        password: 'wonderland',
      });
    }
  },
});
