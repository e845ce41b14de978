// nginx/auth-basic-map-value-not-off: a table's value is meant to switch auth_basic off and is another realm.
import { arg, nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { replaceWord } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { askedWith, entriesOf, keyFor, realmTables } from '../nginx-shared/realms';

/** Words that people write for "off"; an empty realm is one, too. */
const MEANT_OFF = /^(off|none|no|false|0|disabled?)?$/i;

export const rule = nginxRule({
  id: 'nginx/auth-basic-map-value-not-off',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A map gives auth_basic a value such as "" or "Off", which asks for a password like any realm.',
  needs: ['auth_basic'],
  *check(context) {
    for (const realm of realmTables(context)) {
      for (const entry of entriesOf(realm) ?? []) {
        const [word] = entry.args;
        const value = arg(entry, 0);
        if (word === undefined || word.hole || value === 'off' || !MEANT_OFF.test(value)) continue;
        yield {
          at: placeOfWord(entry, word),
          message: `auth_basic "${value}" from this table still asks for a password. Write "off", in small letters, to switch it off.`,
          related: [{ ...nameOf(realm.line), message: `takes its realm from $${realm.name}` }],
          witness: askedWith(context, realm, value, keyFor(entry)),
          fixes: [{ title: 'Write "off"', safety: 'review', edits: [replaceWord(entry, word, 'off')] }],
        };
      }
    }
  },
});
