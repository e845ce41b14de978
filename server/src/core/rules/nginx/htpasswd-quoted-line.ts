// nginx/htpasswd-quoted-line: quotes around a line belong to the user's name and to the hash.
import { nginxRule } from '../nginx-rule';
import { meantName, reportUser, userLines } from '../nginx-shared/user-files';

export const rule = nginxRule({
  id: 'nginx/htpasswd-quoted-line',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: "Quotes around a line belong to the user's name and the hash, so that user is never let in.",
  needs: ['auth_basic_user_file'],
  *check(context) {
    for (const placed of userLines(context)) {
      const { user, hash, span, userSpan, flaws } = placed.user;
      const name = meantName(user);
      const quote = user.replace(/^\uFEFF/, '').charAt(0);
      if (!flaws.includes('quoted') || name === '') continue;
      const first = { start: userSpan.end - name.length - 1, end: userSpan.end - name.length };
      const last = { start: span.end - 1, end: span.end };
      const closed = hash.endsWith(quote);
      yield reportUser(context, placed, {
        span: userSpan,
        message: `"${name}" always gets 401: the quotes around this line belong to the name and the hash. Take them out.`,
        user: name,
        password: 'wonderland',
        ...(closed
          ? {
              fix: {
                title: 'Take the quotes out',
                replacements: [
                  { span: first, newText: '' },
                  { span: last, newText: '' },
                ],
              },
            }
          : {}),
      });
    }
  },
});
