// How a finding is silenced: by a comment where it stands, or by the settings of its project.
import { type Edit, type FileId, type Finding, folderOf, joinPath, type Site, turnOff } from '../core';
import type { Texts } from './to-lsp';
import type { Workspace } from './workspace';

/**
 * The edits that put a comment on the line before a finding, as far in as the finding's own line. `null` where a comment
 * has no effect: in settings, and in files such as lists of users that are read without being configuration.
 */
export function silencing({ rule, at }: Finding, site: Site, texts: Texts): readonly Edit[] | null {
  if (!site.documents.has(at.file)) return null;
  const text = texts.text(at.file);
  const start = at.span.start === 0 ? 0 : text.lastIndexOf('\n', at.span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `${indent}# authlint-disable-next-line ${rule} -- reason${eol}`;
  return [{ file: at.file, span: { start, end: start }, newText }];
}

/**
 * The edits that turn a rule off in the settings for a file, which may be a file that is yet to be made. `null` where
 * the settings cannot be changed without a look at them.
 */
export function turningOff(rule: string, file: FileId, at: Workspace): readonly Edit[] | null {
  const folder = folderOf(file);
  const config = at.configOf(folder);
  const target = config?.file ?? joinPath(at.rootOf(folder), 'authlint.yaml');
  const change = turnOff(config?.text ?? '', rule);
  return change === null ? null : [{ file: target, ...change }];
}
