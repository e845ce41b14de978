// Decisions as Markdown: who answers a request, line by line, with a link to each line.
import { curlOf, type Decision, type Place, urlOf } from '../core';
import { escapeMarkdown, type Texts, toLink } from './to-lsp';

/** The whole trace of a request. */
export function explainMarkdown(decision: Decision, texts: Texts): string {
  const { request, steps, upstream } = decision;
  const lines = [
    `# ${request.method} ${urlOf(request)}`,
    '',
    ...request.headers.map(([name, value]) => `${code(`${name}: ${value}`)}  `),
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
        : `with ${code(`Authorization: ${upstream.authorization}`)}`;
    lines.push('', `The upstream is asked ${code(upstream.url)} ${authorization}.`);
  }
  lines.push('', '```sh', curlOf(request), '```', '');
  return lines.join('\n');
}

/** The outcome in a few words. */
export function outcomeText({ outcome }: Decision): string {
  if (outcome.kind === 'unknown') return `Unknown: ${escapeMarkdown(outcome.reason)}`;
  const challenge = outcome.challenges === null ? '' : ` with ${outcome.challenges.map(code).join(', ')}`;
  const location = outcome.location === null ? '' : ` to ${code(outcome.location)}`;
  // A contract that writes no challenge down does not say that there is none.
  const isBare = outcome.status === 401 && outcome.challenges === null && outcome.by.kind !== 'openapi';
  const missing = isBare ? ' without WWW-Authenticate' : '';
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

/** A text of the configuration as code, whatever is in it (CommonMark 0.31, section 6.1). */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const gap = runs.length > 0 ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

function placeLink(at: Place | null, texts: Texts): string {
  return at === null ? '' : ` — ${toLink(at, texts)}`;
}
