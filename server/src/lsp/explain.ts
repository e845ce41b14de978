// Decisions as Markdown: who answers a request, line by line, with a link to each line.
import { baseName, type Decision, type Place, type Request, urlOf } from '../core';
import type { Texts } from './to-lsp';
import { toUri } from './uris';

/** The whole trace of a request. */
export function explainMarkdown(decision: Decision, texts: Texts): string {
  const { request, steps, upstream } = decision;
  const lines = [
    `# ${request.method} ${urlOf(request)}`,
    '',
    ...request.headers.map(([name, value]) => `\`${name}: ${value}\`  `),
    '',
    `**${outcomeText(decision)}**${placeLink(decision.outcome.at, texts)}`,
    '',
    ...steps.map(
      ({ effect, text, at }, i) => `${i + 1}. *${effect}* ${escapeMarkdown(text)}${placeLink(at, texts)}`,
    ),
  ];
  if (upstream !== null) {
    const authorization =
      upstream.authorization === null
        ? 'without Authorization'
        : `with \`Authorization: ${upstream.authorization}\``;
    lines.push('', `The upstream is asked \`${upstream.url}\` ${authorization}.`);
  }
  lines.push('', '```sh', curlOf(request), '```', '');
  return lines.join('\n');
}

/** The outcome in a few words. */
export function outcomeText({ outcome }: Decision): string {
  if (outcome.kind === 'unknown') return `Unknown: ${outcome.reason}`;
  const challenge =
    outcome.challenges === null
      ? ''
      : ` with ${outcome.challenges.map((value) => `\`${value}\``).join(', ')}`;
  const location = outcome.location === null ? '' : ` to ${outcome.location}`;
  const missing = outcome.status === 401 && outcome.challenges === null ? ' without WWW-Authenticate' : '';
  switch (outcome.kind) {
    case 'passed':
      return 'Nobody refuses it';
    case 'challenged':
    case 'forbidden':
    case 'redirected':
    case 'responded':
      return `${outcome.status === 0 ? 'The connection is closed' : outcome.status}${challenge}${missing}${location}`;
  }
}

/** The request as a command that a user can paste. */
export function curlOf(request: Request): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const method = request.method === 'GET' ? '' : ` -X ${request.method}`;
  const headers = request.headers.map(([name, value]) => ` -H ${quote(`${name}: ${value}`)}`).join('');
  return `curl -i${method}${headers} ${quote(urlOf(request))}`;
}

function placeLink(at: Place | null, texts: Texts): string {
  if (at === null) return '';
  const line = texts.line(at.file, at.span.start) + 1;
  return ` — [${baseName(at.file)}:${line}](${toUri(at.file)}#L${line})`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
