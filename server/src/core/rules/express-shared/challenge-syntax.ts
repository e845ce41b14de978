// What is wrong with a text as the value of WWW-Authenticate (RFC 9110, sections 11.2, 11.3 and 11.6.1).

/** Schemes of the IANA registry, and some that are in use beside it. */
const SCHEMES =
  /^(?:basic|bearer|concealed|digest|dpop|gnap|hoba|mutual|negotiate|oauth|privatetoken|scram-sha-1|scram-sha-256|vapid|ntlm|kerberos|api-?key|x-?api-?key|aws4-hmac-sha256|hawk|hmac(?:-\w+)?|jwt|token|session|cookie|formbased|signature|xbasic|x-?basic|l402|lsat|webid|totp|otp)$/i;

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const SCHEME = new RegExp(`^(${TOKEN})(?:$|[ ]+(?=\\S)|[ ]*$)`);
const PARAM = new RegExp(`^(${TOKEN})[ \\t]*=[ \\t]*(?:${TOKEN}|"(?:[^"\\\\]|\\\\.)*")$`);
const LOOSE = new RegExp(`^(${TOKEN})[ \\t]*=[ \\t]*(.*)$`);
const TOKEN68 = /^[A-Za-z0-9._~+/-]+=*$/;

export type ChallengeFault =
  /** It does not begin with the name of a scheme. */
  | { readonly kind: 'no scheme' }
  /** The value of a parameter is neither a single word nor quoted. */
  | { readonly kind: 'unquoted'; readonly name: string; readonly value: string }
  /** It begins with a word that is no scheme that is in use; `isReadable` if it could be one. */
  | { readonly kind: 'unknown scheme'; readonly scheme: string; readonly isReadable: boolean }
  /** A realm without quotes, which clients read and senders must not write (RFC 9110, section 11.5). */
  | { readonly kind: 'bare realm'; readonly value: string }
  | { readonly kind: 'malformed' };

/** What is wrong with a value of WWW-Authenticate; `null` for one that clients can read. */
export function challengeFault(text: string): ChallengeFault | null {
  const parts = splitAtCommas(text.trim()).filter((part) => part !== '');
  if (parts.length === 0) return { kind: 'no scheme' };
  for (const [i, part] of parts.entries()) {
    if (i > 0 && PARAM.test(part)) continue;
    const fault = faultOfPart(part);
    if (fault !== null) return fault;
  }
  return null;
}

/** A part that begins a challenge: a scheme, alone or with a first parameter or a token. */
function faultOfPart(part: string): ChallengeFault | null {
  const found = SCHEME.exec(part);
  const [whole = '', scheme = ''] = found ?? [];
  if (found === null) {
    if (PARAM.test(part)) return { kind: 'no scheme' };
    return unquotedIn(part) ?? { kind: 'malformed' };
  }
  const rest = part.slice(whole.length).trim();
  if (!SCHEMES.test(scheme)) {
    if (rest !== '' && PARAM.test(rest)) return null;
    return { kind: 'unknown scheme', scheme, isReadable: rest === '' || TOKEN68.test(rest) };
  }
  const realm = /^realm[ \t]*=[ \t]*([^" \t]+)$/i.exec(rest)?.[1];
  if (realm !== undefined) return { kind: 'bare realm', value: realm };
  if (rest === '' || PARAM.test(rest) || TOKEN68.test(rest)) return null;
  return unquotedIn(rest) ?? { kind: 'malformed' };
}

function unquotedIn(text: string): ChallengeFault | null {
  const found = LOOSE.exec(text);
  if (found === null) return null;
  const [, name = '', value = ''] = found;
  return value.startsWith('"') ? null : { kind: 'unquoted', name, value };
}

/** Parts between commas that do not stand in quotes. */
function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (isQuoted && char === '\\') {
      part += char + text.charAt(++i);
      continue;
    }
    if (char === '"') isQuoted = !isQuoted;
    if (char === ',' && !isQuoted) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  return [...parts, part.trim()];
}

/** What a fault is in words, and whether it is one to every client; `null` for what may well be a scheme of the program's own. */
export function faultInWords(
  fault: ChallengeFault,
): { readonly what: string; readonly isSure: boolean } | null {
  switch (fault.kind) {
    case 'no scheme':
      return { what: 'it names no scheme. Begin it with one, such as Basic or Bearer.', isSure: true };
    case 'unquoted':
      return { what: `write ${fault.name}="${fault.value}" with quotes.`, isSure: true };
    case 'malformed':
      return { what: 'behind the scheme stand parameters, such as realm="…".', isSure: true };
    case 'bare realm':
      return { what: `Write realm="${fault.value}" with quotes, as RFC 9110 wants it.`, isSure: false };
    case 'unknown scheme':
      if (!fault.isReadable)
        return { what: 'it names no scheme. Begin it with one, such as Basic or Bearer.', isSure: true };
      return null;
  }
}
