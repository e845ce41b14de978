// A user file (htpasswd) line by line, as nginx's parser sees it and as its author meant it.
import { type Span, span } from '../../../text/span';
import { type HashFormat, hashShape, isPlaceholder } from './format';

/** What keeps a line from doing what its author meant. */
export type Flaw =
  /** The file starts with a byte order mark, which nginx takes for a part of the first user's name. */
  | 'byte-order-mark'
  /** A blank before the name belongs to the name. */
  | 'leading-blank'
  /** A blank before the colon belongs to the name. */
  | 'blank-before-colon'
  /** A quote before the name belongs to the name, as when a shell or Docker passed the quotes on. */
  | 'quoted'
  | 'no-colon'
  | 'no-user'
  /** Without the blank at the end of the hash, a password could be right for it. */
  | 'trailing-blank'
  /** `$$` where `$` is meant, as Docker Compose files write it. */
  | 'doubled-dollar'
  /** The hash starts as one of its form but is cut off or longer than any of that form. */
  | 'malformed'
  /** An earlier line has the same user, and nginx reads no further than that. */
  | 'repeated-user'
  /** The line before has no colon and is the beginning of this line's user, and nginx skips this line with it. */
  | 'skipped'
  /** The line holds bytes that are no UTF-8, so what nginx reads is not known. */
  | 'not-utf8';

/** A line that is neither blank nor a comment. */
export type UserLine = {
  readonly user: string;
  readonly hash: string;
  /** What follows the hash after another colon; nginx ignores it. */
  readonly comment: string | null;
  /** The line without its end. */
  readonly span: Span;
  readonly userSpan: Span;
  readonly hashSpan: Span;
  readonly format: HashFormat;
  /** Whether some password can be right, as far as the form of the hash tells. */
  readonly usable: boolean;
  readonly flaws: readonly Flaw[];
};

export type UserFile = { readonly text: string; readonly lines: readonly UserLine[] };

/**
 * Reads a user file: `user:hash`, `user:hash:comment`, comments from a `#` in the first column, blank lines; a line ends
 * at LF, and CR ends its hash (src/http/modules/ngx_http_auth_basic_module.c, ngx_http_auth_basic_handler). Never fails.
 * @param text the file, its byte order mark included if it has one
 */
export function readUserFile(text: string): UserFile {
  const lines: UserLine[] = [];
  const seen = new Set<string>();
  let before: UserLine | null = null;
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw === '' || /^[#\r]/.test(raw) ? null : readLine(raw, start);
    if (line !== null) {
      const flaws = [...line.flaws];
      if (before !== null && swallows(before, line)) flaws.push('skipped');
      if (seen.has(line.user)) flaws.push('repeated-user');
      if (!line.flaws.includes('no-colon')) seen.add(line.user);
      lines.push({ ...line, flaws });
    }
    before = line === null || raw.endsWith('\r') ? null : line;
    start += raw.length + 1;
  }
  return { text, lines };
}

/** Whether what nginx would read of a line is not known: it is filled in from a template, or its bytes were lost. */
export function isUncertain(line: UserLine): boolean {
  return line.flaws.includes('not-utf8') || isPlaceholder(line.user) || isPlaceholder(line.hash);
}

function readLine(raw: string, start: number): UserLine {
  const content = raw.replace(/\r$/, '');
  const [name = ''] = content.split(':', 1);
  const hasColon = name.length < content.length;
  const [hash = ''] = content.slice(name.length + 1).split(/[:\r]/, 1);
  const hashStart = start + Math.min(name.length + 1, content.length);
  const comment =
    content[name.length + 1 + hash.length] === ':' ? content.slice(name.length + hash.length + 2) : null;
  const shape = hashShape(hash, comment);
  return {
    user: name,
    hash,
    comment,
    span: span(start, start + content.length),
    userSpan: span(start, start + name.length),
    hashSpan: span(hashStart, hashStart + hash.length),
    ...shape,
    flaws: hasColon ? flawsOf(name, hash, shape.usable) : ['no-colon', ...lostBytes(content)],
  };
}

function flawsOf(user: string, hash: string, usable: boolean): Flaw[] {
  const flaws: Flaw[] = lostBytes(user + hash);
  const name = user.replace(/^\uFEFF/, '');
  if (name !== user) flaws.push('byte-order-mark');
  if (name === '') flaws.push('no-user');
  else if (/^[ \t]/.test(name)) flaws.push('leading-blank');
  else if (/^['"]/.test(name)) flaws.push('quoted');
  if (/[^ \t][ \t]+$/.test(name)) flaws.push('blank-before-colon');
  if (usable) return flaws;
  const meant = hash.replace(/[ \t]+$/, '');
  if (meant !== hash && hashShape(meant, null).usable) flaws.push('trailing-blank');
  else if (/^\$\$/.test(hash) && hashShape(hash.replaceAll('$$', '$'), null).usable)
    flaws.push('doubled-dollar');
  else if (/^\$(apr1|1|2[abxy]|5|6|y)\$|^\{S?SHA\}/.test(hash)) flaws.push('malformed');
  return flaws;
}

function lostBytes(text: string): Flaw[] {
  return text.includes('\uFFFD') ? ['not-utf8'] : [];
}

/**
 * nginx compares a name byte by byte, and when it meets the end of the line where it expects more of the name, it starts
 * to skip "the rest of the line", which is then the whole next line.
 */
function swallows(before: UserLine, line: UserLine): boolean {
  return (
    before.flaws.includes('no-colon') &&
    !before.flaws.includes('not-utf8') &&
    line.user.startsWith(before.user)
  );
}
