// Hovers: what a request meets at a block or a directive of authentication, and where that comes from.
import type { Hover } from 'vscode-languageserver';
import {
  baseName,
  type Decision,
  describeRequirement,
  type FileId,
  type Requirement,
  type Site,
  subjectAt,
} from '../core';
import type { Session } from '../host/session';
import { curlOf, outcomeText } from './explain';
import type { Texts } from './to-lsp';
import { toUri } from './uris';

export async function hoverAt(
  session: Session,
  site: Site,
  file: FileId,
  offset: number,
  texts: Texts,
): Promise<Hover | null> {
  const subject = subjectAt(site, file, offset);
  if (subject === null) return null;
  const rows: string[] = [];
  const add = (who: string, decision: Decision | null) => {
    if (decision !== null) rows.push(`| ${who} | ${cell(outcomeText(decision))} |`);
  };
  const options = { entry: entryOf(site, file) };
  if (subject.bare !== null) add('without credentials', await session.explain(site, subject.bare, options));
  if (subject.authorized !== null) {
    const decision = await session.explain(site, subject.authorized, options);
    // A user file knows other users than the one that this request names, so its refusal tells nothing.
    if (decision?.outcome.kind !== 'challenged') add('with valid credentials', decision);
  }
  const lines = [
    `**${cell(subject.title)}** requires ${cell(describeRequirement(subject.requires))}${sources(subject.requires, texts)}`,
  ];
  if (subject.about !== null) lines.unshift(subject.about, '');
  if (rows.length > 0) lines.push('', '| a request | gets |', '|---|---|', ...rows);
  if (subject.bare !== null) lines.push('', '```sh', curlOf(subject.bare), '```');
  return { contents: { kind: 'markdown', value: lines.join('\n') }, range: texts.range(file, subject.span) };
}

function entryOf(site: Site, file: FileId): FileId {
  return site.layers.find((layer) => layer.files.includes(file))?.entry ?? file;
}

/** Links to the lines that a requirement comes from. */
function sources(requirement: Requirement, texts: Texts): string {
  const places = placesOf(requirement);
  if (places.length === 0) return '';
  const shown = places.slice(0, 4).map(({ file, span }) => {
    const line = texts.line(file, span.start) + 1;
    return `[${baseName(file)}:${line}](${toUri(file)}#L${line})`;
  });
  return ` — from ${shown.join(', ')}`;
}

function placesOf(
  requirement: Requirement,
): readonly { readonly file: FileId; readonly span: { readonly start: number; readonly end: number } }[] {
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
