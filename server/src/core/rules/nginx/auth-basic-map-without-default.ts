// nginx/auth-basic-map-without-default: a table of realms is silent on some requests, and an empty realm asks all the same.
import type { Fix } from '../../findings/finding';
import { arg, nameOf, placeOfWord } from '../../kinds/nginx/config/lines';
import { insertBefore } from '../../kinds/nginx/edits';
import type { NginxContext } from '../nginx-rule';
import { nginxRule } from '../nginx-rule';
import { askedWith, entriesOf, type RealmTable, realmTables } from '../nginx-shared/realms';

export const rule = nginxRule({
  id: 'nginx/auth-basic-map-without-default',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A map of realms has no default: what it does not name is asked for a password with an empty realm.',
  needs: ['auth_basic'],
  *check(context) {
    for (const realm of realmTables(context)) {
      const entries = entriesOf(realm);
      const word = realm.table.args.at(-1);
      if (entries === null || word === undefined || word.hole) continue;
      if (entries.some((entry) => entry.name === 'default' || isCatchAll(entry.name))) continue;
      const witness = askedWith(context, realm, '', null);
      if (witness === null) continue;
      yield {
        at: placeOfWord(realm.table, word),
        message: `$${realm.name} is empty where no line fits, and auth_basic still asks then, with an empty realm. Add "default off;" or a realm.`,
        related: [{ ...nameOf(realm.line), message: `takes its realm from $${realm.name}` }],
        witness,
        fixes: fixesFor(context, realm),
      };
    }
  },
});

/** A pattern or range that takes everything is a default, too. */
function isCatchAll(key: string): boolean {
  return /^~\*?(\.\*|\^|\.\+|\^\.\*\$?)?$/.test(key) || /\/0$/.test(key);
}

/** Where every line names a realm, the rest can only be meant to be open. */
function fixesFor(context: NginxContext, realm: RealmTable): readonly Fix[] {
  const entries = entriesOf(realm) ?? [];
  const [first] = entries;
  if (first === undefined || entries.some((entry) => arg(entry, 0) === 'off' || arg(entry, 0) === ''))
    return [];
  const edit = insertBefore(context.configuration, first, ['default off;']);
  return [{ title: 'Add "default off;"', safety: 'review', edits: [edit] }];
}
