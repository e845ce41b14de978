// nginx/htpasswd-bom: a byte order mark at the start of the file belongs to the first user's name.
import { nginxRule } from '../nginx-rule';
import { meantName, reportUser, userLines } from '../nginx-shared/user-files';

export const rule = nginxRule({
  id: 'nginx/htpasswd-bom',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: "A byte order mark belongs to the first user's name, so that user is never let in.",
  needs: ['auth_basic_user_file'],
  *check(context) {
    for (const placed of userLines(context)) {
      const { user, userSpan, flaws } = placed.user;
      const name = meantName(user);
      if (!flaws.includes('byte-order-mark') || name === '') continue;
      const mark = { start: userSpan.start, end: userSpan.start + 1 };
      yield reportUser(context, placed, {
        span: userSpan,
        message: `"${name}" always gets 401: the file starts with a byte order mark, which belongs to the name. Save it without.`,
        user: name,
        password: 'wonderland',
        fix: { title: 'Take the byte order mark out', replacements: [{ span: mark, newText: '' }] },
      });
    }
  },
});
