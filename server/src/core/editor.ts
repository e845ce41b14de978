// The core's door for editors: what is to be shown at a place of a file, asked of the layer that the file belongs to.
import { RULE_INFOS } from './catalogue';
import type { Site } from './decide/site';
import type { RuleInfo } from './findings/rule';
import { ruleNameAt } from './findings/suppress';
import type {
  AskableRoute,
  Completion,
  InheritedHint,
  Link,
  Named,
  OutlineEntry,
  Subject,
} from './kinds/editor';
import type { Editor } from './kinds/kind';
import { kindOf } from './kinds/registry';
import { openSnapshot, type Want } from './model/files';
import type { Layer } from './model/layer';
import type { FileId, Span } from './text/span';

export type * from './kinds/editor';

/** The layer that a file is a part of: the one that it is the entry of, else the first that reads it. */
export function layerOfFile(site: Site, file: FileId): Layer | null {
  return (
    site.layers.find(({ entry }) => entry === file) ??
    site.layers.find(({ files }) => files.includes(file)) ??
    null
  );
}

function ask<T>(site: Site, file: FileId, none: T, question: (editor: Editor, layer: Layer) => T): T {
  const layer = layerOfFile(site, file);
  return layer === null ? none : question(kindOf(site.kinds, layer.kind).editor, layer);
}

export function outlineOf(site: Site, file: FileId): readonly OutlineEntry[] {
  return ask<readonly OutlineEntry[]>(site, file, [], (editor, layer) => editor.outline(layer, file));
}

/** The links of a file, and what would have to be looked up to know them all. */
export function linksOf(
  site: Site,
  file: FileId,
): { readonly links: readonly Link[]; readonly wanted: readonly Want[] } {
  const { files, wanted } = openSnapshot(site.snapshot);
  const links = ask<readonly Link[]>(site, file, [], (editor, layer) => editor.links(layer, file, files));
  return { links, wanted: [...wanted.values()] };
}

export function subjectAt(site: Site, file: FileId, offset: number): Subject | null {
  return ask<Subject | null>(site, file, null, (editor, layer) => editor.subjectAt(layer, file, offset));
}

/** The rule that a comment which silences one names at an offset. */
export function silencedRuleAt(
  site: Site,
  file: FileId,
  offset: number,
): { readonly rule: RuleInfo; readonly span: Span } | null {
  const document = site.documents.get(file);
  const named = document === undefined ? null : ruleNameAt(document, offset);
  if (named === null) return null;
  const rule = RULE_INFOS.find(({ id }) => id === named.rule || id.endsWith(`/${named.rule}`));
  return rule === undefined ? null : { rule, span: named.span };
}

export function inheritedHintsOf(site: Site, file: FileId): readonly InheritedHint[] {
  return ask<readonly InheritedHint[]>(site, file, [], (editor, layer) => editor.inheritedHints(layer, file));
}

export function askableRoutesOf(site: Site, file: FileId): readonly AskableRoute[] {
  return ask<readonly AskableRoute[]>(site, file, [], (editor, layer) => editor.askableRoutes(layer, file));
}

/** The name at an offset, with every place of the site where it stands. */
export function namedAt(site: Site, file: FileId, offset: number): Named | null {
  return ask<Named | null>(
    site,
    file,
    null,
    (editor, layer) => editor.namedAt?.(layer, file, offset, site.layers) ?? null,
  );
}

/** The JSON pointer of what stands at an offset; `null` where the file is no data. */
export function pointerAt(site: Site, file: FileId, offset: number): string | null {
  const document = site.documents.get(file);
  return document === undefined
    ? null
    : (kindOf(site.kinds, document.kind).pointerAt?.(document, offset) ?? null);
}

/** What a comment begins with in a file; `null` where there can be none, or the file is no document. */
export function commentSignOf(site: Site, file: FileId): string | null {
  const document = site.documents.get(file);
  if (document === undefined) return null;
  const { commentSign } = kindOf(site.kinds, document.kind);
  return commentSign === undefined ? '#' : commentSign(document);
}

export function completionsAt(site: Site, file: FileId, offset: number): readonly Completion[] {
  return ask<readonly Completion[]>(site, file, [], (editor, layer) =>
    editor.completions(layer, file, offset),
  );
}
