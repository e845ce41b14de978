// nginx/htpasswd-plaintext-password: a password stands as it is where nginx expects its hash.
import { nginxRule } from '../nginx-rule';
import { reportUser, userLines } from '../nginx-shared/user-files';

/** Words by which authors lock an account. */
const LOCKING = /^[-_*!]*(disabled?|locked|no-?login|no-?password|none|invalid|revoked|removed)[-_*!]*$/i;

export const rule = nginxRule({
  id: 'nginx/htpasswd-plaintext-password',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A password that is neither hashed nor marked with {PLAIN} never matches: its user gets 401.',
  needs: ['auth_basic_user_file'],
  *check(context) {
    for (const placed of userLines(context)) {
      const { user, hash, hashSpan, format, flaws } = placed.user;
      if (format !== 'cleartext' || LOCKING.test(hash) || flaws.includes('quoted')) continue;
      const start = { start: hashSpan.start, end: hashSpan.start };
      yield reportUser(context, placed, {
        span: hashSpan,
        message: `"${user}" gets 401 even with the right password: it stands here unhashed. Hash it (htpasswd -B), or write {PLAIN} before it.`,
        user,
        password: hash,
        fix: { title: 'Write {PLAIN} before it', replacements: [{ span: start, newText: '{PLAIN}' }] },
      });
    }
  },
});
