// User files that a configuration names, line by line, and requests with the credentials of a line.
import type { Fix, Report, Witness } from '../../findings/finding';
import { innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { resolveConf } from '../../kinds/nginx/config/layout';
import { arg, type Line, placeOfWord } from '../../kinds/nginx/config/lines';
import type { Configuration, Location } from '../../kinds/nginx/config/scopes';
import { variablesIn } from '../../kinds/nginx/engine/values';
import { encodeBasic, isUncertain, readUserFile, type UserLine } from '../../kinds/nginx/passwords';
import type { Files } from '../../model/files';
import type { Replacement } from '../../text/edit';
import type { FileId, Span } from '../../text/span';
import type { NginxContext } from '../nginx-rule';
import { answerOf, showAt } from './witness';

/** A line of a user file, with the directive that names the file first. */
export type PlacedUser = { readonly file: FileId; readonly user: UserLine; readonly directive: Line };

const found = new WeakMap<Configuration, { readonly texts: string; readonly users: readonly PlacedUser[] }>();
const asked = new WeakMap<Files, WeakMap<Configuration, readonly PlacedUser[]>>();

/** The lines of all user files that are among the files, each file once; those that a template fills in are left out. */
export function userLines(context: NginxContext): readonly PlacedUser[] {
  let byConfiguration = asked.get(context.files);
  if (byConfiguration === undefined) {
    byConfiguration = new WeakMap();
    asked.set(context.files, byConfiguration);
  }
  let users = byConfiguration.get(context.configuration);
  if (users === undefined) {
    users = readUsers(context);
    byConfiguration.set(context.configuration, users);
  }
  return users;
}

/** Reads the files, unless they are the ones that were read before. */
function readUsers(context: NginxContext): readonly PlacedUser[] {
  const directives = new Map<FileId, Line>();
  for (const { line } of context.linesNamed('auth_basic_user_file')) {
    const path = arg(line, 0);
    if (path === '' || line.args[0]?.hole === true || variablesIn(path).length > 0) continue;
    const file = resolveConf(context.configuration.layout, path);
    if (!directives.has(file)) directives.set(file, line);
  }
  const read = [...directives].map(([file, directive]) => ({ file, directive, text: textOf(context, file) }));
  const texts = read.map(({ text }) => text).join('\0');
  const known = found.get(context.configuration);
  if (known?.texts === texts) return known.users;
  const users = read.flatMap(({ file, directive, text }) =>
    readUserFile(text)
      // A byte order mark before a comment spoils the comment only.
      .lines.filter((user) => !isUncertain(user) && !user.user.startsWith('\uFEFF#'))
      .map((user) => ({ file, user, directive })),
  );
  found.set(context.configuration, { texts, users });
  return users;
}

function textOf(context: NginxContext, file: FileId): string {
  const state = context.files.read(file);
  return state?.kind === 'text' ? state.text : '';
}

/** What a rule says of a line: where it is wrong, and what to put there. */
export type UserFault = {
  readonly span: Span;
  readonly message: string;
  /** Credentials that its author would expect to be let in, or any where no password can be right. */
  readonly user: string;
  /** `null` where only the right password would show the fault, and that is not in the file. */
  readonly password: string | null;
  readonly fix?: { readonly title: string; readonly replacements: readonly Replacement[] };
};

/** A report on a line of a user file: its witness shows that the credentials are refused. */
export function reportUser(
  context: NginxContext,
  { file, user, directive }: PlacedUser,
  fault: UserFault,
): Report {
  const [word] = directive.args;
  const { fix } = fault;
  const fixes: readonly Fix[] =
    fix === undefined
      ? []
      : [
          {
            title: fix.title,
            safety: 'review',
            edits: fix.replacements.map((replacement) => ({ file, ...replacement })),
          },
        ];
  return {
    at: { file, span: fault.span },
    message: fault.message,
    related: word === undefined ? [] : [{ ...placeOfWord(directive, word), message: 'reads this file' }],
    witness: refusal(context, directive, fault),
    fixes,
    ...(user.format === 'cleartext' || user.format === 'plain-prefix'
      ? { secrets: [{ file, span: user.hashSpan }] }
      : {}),
  };
}

/** A request with these credentials that is asked for them again all the same. */
function refusal(context: NginxContext, directive: Line, { user, password }: UserFault): Witness | null {
  if (password === null) return null;
  for (const location of guardedBy(context, directive)) {
    const shown = showAt(context, location, { headers: [['Authorization', encodeBasic(user, password)]] });
    if (shown?.outcome.kind === 'challenged') return answerOf(shown);
  }
  return null;
}

/** A few locations whose visitors are looked up in the file of a directive. */
function guardedBy(context: NginxContext, directive: Line): readonly Location[] {
  return context.locations
    .filter((location) => {
      const file = innermost(location, 'auth_basic_user_file');
      return file !== null && !isHidden(file) && file.line === directive;
    })
    .slice(0, 8);
}

/** The name that was meant where a blank, a quote or a byte order mark stands before it. */
export function meantName(user: string): string {
  return user.replace(/^[\uFEFF\s'"]+/, '');
}
