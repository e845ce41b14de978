// How a finding is silenced: by a comment where it stands, or by the settings of its project.
import {
  commentSignOf,
  type Edit,
  type FileId,
  type Finding,
  folderOf,
  hasCrLf,
  isInside,
  joinPath,
  lineStartIn,
  pointerAt,
  type Site,
} from '../core';
import { accept, turnOff } from '../core/parts/settings';
import type { Texts } from './to-lsp';
import type { Workspace } from './workspace';

/**
 * The edits that put a comment on the line before a finding, as far in as the finding's own line. `null` where a comment
 * has no effect: in settings, in JSON, and in files such as lists of users that are read without being configuration.
 */
export function silencing({ rule, at }: Finding, site: Site, texts: Texts): readonly Edit[] | null {
  const sign = commentSignOf(site, at.file);
  if (sign === null) return null;
  const chars = texts.chars(at.file);
  const start = lineStartIn(chars, at.span.start);
  const indent = /^[ \t]*/.exec(chars.slice(start, at.span.start + 200))?.[0] ?? '';
  const eol = hasCrLf(chars) ? '\r\n' : '\n';
  const newText = `${indent}${sign} authlint-disable-next-line ${rule} -- reason${eol}`;
  return [{ file: at.file, span: { start, end: start }, newText }];
}

/**
 * The edits that accept a finding in the settings for its file, by the JSON pointer of its place. `null` where its file is
 * no data, or the settings cannot be changed without a look at them.
 */
export function accepting({ rule, at }: Finding, site: Site, workspace: Workspace): readonly Edit[] | null {
  const pointer = pointerAt(site, at.file, at.span.start);
  if (pointer === null) return null;
  const { text, target } = settingsFor(at.file, workspace);
  const folder = folderOf(target);
  if (!isInside(folder, at.file)) return null;
  const file = at.file.slice(folder.length).replace(/^\//, '');
  const change = accept(text, { file, rule, pointer, reason: 'reason' });
  return change === null ? null : [{ file: target, ...change }];
}

/**
 * The edits that turn a rule off in the settings for a file, which may be a file that is yet to be made. `null` where
 * the settings cannot be changed without a look at them.
 */
export function turningOff(rule: string, file: FileId, at: Workspace): readonly Edit[] | null {
  const { text, target } = settingsFor(file, at);
  const change = turnOff(text, rule);
  return change === null ? null : [{ file: target, ...change }];
}

/** The settings file that is for a file, or is yet to be made for it, with its text. */
function settingsFor(file: FileId, at: Workspace): { readonly text: string; readonly target: FileId } {
  const folder = folderOf(file);
  const config = at.configOf(folder);
  const target = config?.file ?? joinPath(at.rootOf(folder), 'authlint.yaml');
  return { text: config?.text ?? '', target };
}
