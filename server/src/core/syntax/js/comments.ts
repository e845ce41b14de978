// The comments of a JavaScript or TypeScript text, found without parsing it.
import type { Span } from '../../text/span';

export type JsComment = { readonly span: Span; readonly text: string };

/** Behind these a slash starts a pattern; behind anything else it divides. */
const BEFORE_PATTERN =
  /(?:^|[=(,[!&|?{};:+\-*%~^<>]|\b(?:return|typeof|case|in|of|delete|void|throw|new|await|yield))\s*$/;

/**
 * The comments of a text. Strings, templates and patterns are passed over; a slash is taken for the start of a pattern
 * by what stands before it, which is right for all code but the strangest.
 */
export function commentsIn(text: string): readonly JsComment[] {
  const comments: JsComment[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '/' && text.charAt(at + 1) === '/') {
      const end = lineEnd(text, at);
      comments.push({ span: { start: at, end }, text: text.slice(at, end) });
      at = end;
    } else if (char === '/' && text.charAt(at + 1) === '*') {
      const close = text.indexOf('*/', at + 2);
      const end = close < 0 ? text.length : close + 2;
      comments.push({ span: { start: at, end }, text: text.slice(at, end) });
      at = end;
    } else if (char === '"' || char === "'") at = quoteEnd(text, at, char);
    else if (char === '`') at = templateEnd(text, at);
    else if (char === '/' && BEFORE_PATTERN.test(text.slice(Math.max(0, at - 40), at)))
      at = patternEnd(text, at);
    else at++;
  }
  return comments;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** Behind the closing quote, or at the end of the line where there is none. */
function quoteEnd(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (char === quote) return at + 1;
    else if (char === '\n') return at;
  }
  return text.length;
}

/** Behind a template; what stands in its `${…}` is passed over with it. */
function templateEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (char === '`') return at + 1;
  }
  return text.length;
}

function patternEnd(text: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\n') return at;
    if (char === '\\') at++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return at + 1;
  }
  return text.length;
}
