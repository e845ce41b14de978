// nginx/include-matches-backup-file: a pattern of an include takes a file that was only put aside.
import type { Fix, Report } from '../../findings/finding';
import { resolveConf } from '../../kinds/nginx/config/layout';
import { isGlob } from '../../kinds/nginx/config/reach';
import type { NginxDocument } from '../../kinds/nginx/document';
import { type Directive, type Word, walk } from '../../syntax/nginx';
import { baseName } from '../../text/path';
import type { FileId } from '../../text/span';
import { type NginxContext, nginxRule } from '../nginx-rule';

/** Names that editors, packages and people give to files that are not meant to count. */
const PUT_ASIDE =
  /(~|\.(bak|backup|old|orig|save|swp|swo|tmp|rej|disabled|off|dpkg-(old|dist|new|bak|tmp)|ucf-(old|dist|new)|rpm(save|new|orig))(\.?\d+)?)$/i;

export const rule = nginxRule({
  id: 'nginx/include-matches-backup-file',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'info',
  summary:
    'nginx reads a backup as part of the configuration, because the pattern of an include fits its name.',
  *check(context) {
    const aside = [...context.configuration.documents.values()].filter(
      ({ file, tree }) => PUT_ASIDE.test(baseName(file)) && tree.directives.length > 0,
    );
    if (aside.length === 0) return;
    for (const document of context.configuration.documents.values()) {
      for (const directive of walk(document.tree.directives)) {
        if (directive.name.value !== 'include' || directive.body !== null) continue;
        const found = taken(context, document, directive, aside);
        if (found !== null) yield found;
      }
    }
  },
});

function taken(
  context: NginxContext,
  { file }: NginxDocument,
  { args }: Directive,
  aside: readonly NginxDocument[],
): Report | null {
  const [word] = args;
  const path = word === undefined || word.hole ? '' : resolveConf(context.configuration.layout, word.value);
  const matches = isGlob(path) ? (context.files.glob(path) ?? []) : [];
  const backup = aside.find((document) => matches.includes(document.file));
  const first = backup?.tree.directives[0];
  // A pattern that asks for such names means them.
  if (word === undefined || backup === undefined || first === undefined || PUT_ASIDE.test(word.value))
    return null;
  const name = baseName(backup.file);
  return {
    at: { file, span: word.span },
    message: `"${word.value}" also reads ${name}, which counts like every other file. Move it away, or include names that end in .conf only.`,
    related: [{ file: backup.file, span: first.name.span, message: 'is part of the configuration' }],
    fixes: narrowing(file, word, matches),
  };
}

/** Only where the files that are meant have one ending that the pattern can ask for. */
function narrowing(file: FileId, word: Word, matches: readonly FileId[]): readonly Fix[] {
  const meant = matches.filter((path) => !PUT_ASIDE.test(baseName(path)));
  if (!word.value.endsWith('/*') || meant.length === 0 || !meant.every((path) => path.endsWith('.conf')))
    return [];
  const edits = [
    { file, span: { start: word.span.start, end: word.span.end }, newText: `${word.value}.conf` },
  ];
  return word.quote === null ? [{ title: 'Include *.conf only', safety: 'review', edits }] : [];
}
