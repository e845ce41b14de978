// nginx/map-secret-case-insensitive: map compares its keys without regard to case, secrets among them.
import type { Report } from '../../findings/finding';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { replaceWord } from '../../kinds/nginx/edits';
import { escapeLiteral } from '../../regex';
import { nginxRule } from '../nginx-rule';
import { maySecret } from '../nginx-shared/client-claims';

/** Headers and cookies that carry secrets. */
const SECRET =
  /^\$\{?(http_(x_)?(api_?key|auth_?token|authorization|access_?token|token|secret|key)|cookie_\w*(token|key|secret)\w*|arg_\w*(token|key|secret)\w*)\}?$/i;

export const rule = nginxRule({
  id: 'nginx/map-secret-case-insensitive',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'info',
  summary:
    'map ignores the case of its keys, so a secret is accepted in any casing, which makes it much easier to guess.',
  needs: ['map'],
  *check(context) {
    for (const { line } of context.linesNamed('map')) {
      if (!SECRET.test(arg(line, 0))) continue;
      const weak = (line.body?.list ?? []).filter(isWeak);
      const secrets = weak.map(nameOf);
      for (const entry of weak) yield { ...report(entry), secrets };
    }
  },
});

function isWeak({ name }: Line): boolean {
  return /^[\w.+/=-]{6,}$/.test(name) && losesByCase(name);
}

function report(entry: Line): Report {
  const key = entry.name;
  return {
    at: nameOf(entry),
    message:
      'This key is accepted in capital and in small letters as well: map ignores case. Write it as a regex, "~^…$".',
    fixes: [
      {
        title: 'Compare it to the letter',
        safety: 'review',
        edits: [replaceWord(entry, entry.node.name, `"~^${escapeLiteral(key).replaceAll('\\', '\\\\')}$"`)],
      },
    ],
  };
}

/** A secret has letters of both cases, or digits among its letters; hexadecimal ones in one case lose nothing. */
function losesByCase(key: string): boolean {
  if (/[a-z]/.test(key) && /[A-Z]/.test(key)) return true;
  return maySecret(key) && /[g-z]/i.test(key);
}
