// nginx/htpasswd-leading-space: a blank before the user's name belongs to the name.
import { nginxRule } from '../nginx-rule';
import { meantName, reportUser, userLines } from '../nginx-shared/user-files';

export const rule = nginxRule({
  id: 'nginx/htpasswd-leading-space',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: "A blank before the user's name belongs to the name, so nobody of the name without it is let in.",
  *check(context) {
    const lines = userLines(context);
    for (const placed of lines) {
      const { user, userSpan, flaws } = placed.user;
      const name = meantName(user);
      if (!flaws.includes('leading-blank') || name === '') continue;
      // The same user stands in a line of its own: then that one counts.
      if (lines.some((other) => other.file === placed.file && other.user.user === name)) continue;
      const blank = { start: userSpan.start, end: userSpan.end - name.length };
      yield reportUser(context, placed, {
        span: userSpan,
        message: `"${name}" always gets 401: the blank at the start of this line belongs to the name. Take it out.`,
        user: name,
        password: 'wonderland',
        fix: { title: 'Take the blank out', replacements: [{ span: blank, newText: '' }] },
      });
    }
  },
});
