// nginx/htpasswd-unsupported-hash: a hash that neither nginx nor crypt(3) can check.
import type { UserLine } from '../../kinds/nginx/passwords';
import { nginxRule } from '../nginx-rule';
import { reportUser, type UserFault, userLines } from '../nginx-shared/user-files';

export const rule = nginxRule({
  id: 'nginx/htpasswd-unsupported-hash',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A hash of an unknown form, or one that is cut off, matches no password: its user gets 401.',
  needs: ['auth_basic_user_file'],
  *check(context) {
    for (const placed of userLines(context)) {
      const fault = faultOf(placed.user);
      if (fault !== null) yield reportUser(context, placed, fault);
    }
  },
});

function faultOf(line: UserLine): UserFault | null {
  const { user, hash, hashSpan, format, flaws } = line;
  if (line.usable || flaws.includes('quoted')) return null;
  const fault = { span: hashSpan, user, password: 'wonderland' };
  if (flaws.includes('doubled-dollar')) {
    const newText = hash.replaceAll('$$', '$');
    return {
      ...fault,
      password: null,
      message: `"${user}" always gets 401: this hash has "$$" for "$", as only a Compose file needs it. Write single ones.`,
      fix: { title: 'Write "$" for "$$"', replacements: [{ span: hashSpan, newText }] },
    };
  }
  if (flaws.includes('malformed') || flaws.includes('trailing-blank')) {
    return {
      ...fault,
      message: `"${user}" always gets 401: this hash is cut off, or has something behind it. Write it anew with htpasswd -B.`,
    };
  }
  if (format !== 'unknown') return null;
  return {
    ...fault,
    message: `"${user}" always gets 401, or 500 on some systems: nginx knows no hash of this form. Write it with htpasswd -B.`,
  };
}
