// Hovers: what a request meets at a block or a directive of authentication, and what a rule named in a comment is.
import type { Hover } from 'vscode-languageserver';
import {
  curlOf,
  type Decision,
  describeRequirement,
  type FileId,
  layerOfFile,
  type Place,
  pageUrl,
  type Requirement,
  type Site,
  type Subject,
  silencedRuleAt,
  subjectAt,
} from '../core';
import type { Session } from '../host/session';
import type { ServerContext } from './context';
import { outcomeText } from './explain';
import { ruleMarkdown } from './questions';
import { escapeMarkdown, type Texts, toLink } from './to-lsp';
import { toFile } from './uris';

export function registerHover(context: ServerContext): void {
  context.connection.onHover(({ textDocument, position }, token) =>
    context.answer('hover', null, token, (at) =>
      at.ask(async (session, site) => {
        const file = toFile(textDocument.uri);
        const offset = at.texts.offset(file, position);
        return ruleHover(site, file, offset, at.texts) ?? subjectHover(session, site, file, offset, at.texts);
      }),
    ),
  );
}

/** On a comment that silences a rule: the rule. */
function ruleHover(site: Site, file: FileId, offset: number, texts: Texts): Hover | null {
  const named = silencedRuleAt(site, file, offset);
  if (named === null) return null;
  const { rule, span } = named;
  const value = `**[${rule.id}](${pageUrl(rule.id)})**\n\n${ruleMarkdown(rule)}`;
  return { contents: { kind: 'markdown', value }, range: texts.range(file, span) };
}

async function subjectHover(
  session: Session,
  site: Site,
  file: FileId,
  offset: number,
  texts: Texts,
): Promise<Hover | null> {
  const subject = subjectAt(site, file, offset);
  if (subject === null) return null;
  const rows = await answersTo(subject, session, site, file);
  const lines = [
    ...(subject.about === null ? [] : [cell(subject.about), '']),
    `**${escapeMarkdown(subject.title)}**${demandText(subject.requires, texts)}`,
    ...(rows.length === 0 ? [] : ['', '| a request | gets |', '|---|---|', ...rows]),
    ...(subject.bare === null ? [] : ['', '```sh', curlOf(subject.bare), '```']),
  ];
  return { contents: { kind: 'markdown', value: lines.join('\n') }, range: texts.range(file, subject.span) };
}

function demandText(requires: Requirement | null, texts: Texts): string {
  if (requires === null) return '';
  const sources = placesOf(requires).slice(0, MAX_SOURCES);
  const from = sources.length === 0 ? '' : ` — from ${sources.map((at) => toLink(at, texts)).join(', ')}`;
  return ` requires ${escapeMarkdown(describeRequirement(requires))}${from}`;
}

/** More lines than these are more than a hover can hold. */
const MAX_SOURCES = 4;

/** A row of the table for each of the subject's requests. */
async function answersTo(
  { bare, authorized }: Subject,
  session: Session,
  site: Site,
  file: FileId,
): Promise<readonly string[]> {
  const options = { entry: layerOfFile(site, file)?.entry ?? file };
  const row = (who: string, decision: Decision) => `| ${who} | ${cell(outcomeText(decision))} |`;
  const rows: string[] = [];
  const first = bare === null ? null : await session.explain(site, bare, options);
  if (first !== null) rows.push(row('without credentials', first));
  const second = authorized === null ? null : await session.explain(site, authorized, options);
  // A user file knows other users than the one that this request names, so its refusal tells nothing.
  if (second !== null && second.outcome.kind !== 'challenged')
    rows.push(row('with valid credentials', second));
  return rows;
}

function placesOf(requirement: Requirement): readonly Place[] {
  switch (requirement.kind) {
    case 'open':
      return [];
    case 'check':
    case 'closed':
      return [requirement.at];
    case 'unknown':
      return requirement.at === null ? [] : [requirement.at];
    case 'all':
    case 'any':
      return requirement.of.flatMap(placesOf);
  }
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
