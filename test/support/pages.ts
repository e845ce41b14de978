// The rules' pages as suites: their examples as workspaces, with what is to be found in each.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, type Part, readMarkdown, readTable } from './markdown';
import { type Mark, takeMarks } from './marks';
import { readRequestBlock, type StatedDecision } from './requests';

export type ExampleFile = {
  readonly name: string;
  readonly language: string;
  /** The text without its marks. */
  readonly text: string;
  /** The page's line of its first line, counted from 1. */
  readonly pageLine: number;
};

/** One example: several files, and what is said of them. */
export type Example = {
  readonly section: 'Fails' | 'Quiet';
  readonly name: string;
  readonly files: readonly ExampleFile[];
  readonly marks: readonly Mark[];
  readonly requests: readonly StatedDecision[];
  /** What the fixes make of its files; `null` where the page does not show it. */
  readonly fixed: {
    readonly files: readonly ExampleFile[];
    readonly requests: readonly StatedDecision[];
    /** The page's lines that it takes, counted from 0, the end exclusive. */
    readonly lines: readonly [start: number, end: number];
  } | null;
  /** The page's line, counted from 0, before which the fixed files would be written. */
  readonly end: number;
};

export type Page = {
  /** From the file's place: `nginx/some-rule`. */
  readonly id: string;
  readonly path: string;
  readonly markdown: string;
  readonly title: string;
  readonly summary: string;
  readonly table: Readonly<Record<string, string>>;
  /** The titles of its sections, in their order. */
  readonly sections: readonly string[];
  readonly examples: readonly Example[];
};

export const PAGES_FOLDER = 'docs/rules';

/** The file that a block is when it has no name, by its language. */
export function defaultFile(language: string): string {
  if (/^(?:[cm]?[jt]s|[jt]sx)$/.test(language)) return `app.${language}`;
  return language === 'yaml' || language === 'json' ? `openapi.${language}` : 'nginx.conf';
}

/** Reads all pages, sorted by their ids. */
export function readPages(folder: string = PAGES_FOLDER): readonly Page[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: kind }) =>
      readdirSync(join(folder, kind))
        .filter((file) => file.endsWith('.md'))
        .map((file) => `${kind}/${file.slice(0, -3)}`),
    )
    .sort()
    .map((id) => readPage(id, join(folder, `${id}.md`)));
}

function readPage(id: string, path: string): Page {
  const markdown = readFileSync(path, 'utf8');
  try {
    return { id, path, ...parsePage(markdown) };
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads the text of a page. */
export function parsePage(markdown: string): Omit<Page, 'id' | 'path'> {
  const parts = readMarkdown(markdown);
  const title = parts.find((part) => part.kind === 'heading' && part.level === 1);
  const intro = parts.filter((part, i) => part.kind === 'prose' && i <= 2);
  const prose = intro.map((part) => (part.kind === 'prose' ? part.text : '')).join('\n\n');
  const sections = parts.flatMap((part) => (part.kind === 'heading' && part.level === 2 ? [part.text] : []));
  return {
    markdown,
    title: title?.kind === 'heading' ? title.text : '',
    summary: prose.split(/\n\s*\n/)[0] ?? '',
    table: readTable(prose),
    sections,
    examples: [...examplesOf('Fails', parts), ...examplesOf('Quiet', parts)],
  };
}

/** The examples of a section: one a sub-heading, or the whole section where it has none. */
function examplesOf(section: Example['section'], parts: readonly Part[]): readonly Example[] {
  const start = parts.findIndex(
    (part) => part.kind === 'heading' && part.level === 2 && part.text === section,
  );
  if (start < 0) return [];
  const length = parts.slice(start + 1).findIndex((part) => part.kind === 'heading' && part.level <= 2);
  const end = length < 0 ? parts.length : start + 1 + length;
  const groups: Part[][] = [[]];
  const names: string[] = [section];
  for (const part of parts.slice(start + 1, end)) {
    if (part.kind === 'heading' && part.level === 3) {
      groups.push([]);
      names.push(part.text);
    } else groups.at(-1)?.push(part);
  }
  return groups.flatMap((group, i) =>
    group.some((part) => part.kind === 'block') ? [exampleOf(section, names[i] ?? section, group)] : [],
  );
}

function exampleOf(section: Example['section'], name: string, parts: readonly Part[]): Example {
  const heading = parts.findIndex((part) => part.kind === 'heading' && part.text === 'After the fix');
  const before = heading < 0 ? parts : parts.slice(0, heading);
  const files = filesOf(before);
  const marked = files.map((file) => ({ file, ...takeMarks(file.name, file.text) }));
  const last = before.at(-1);
  const title = parts[heading];
  return {
    section,
    name,
    files: marked.map(({ file, text }) => ({ ...file, text })),
    marks: marked.flatMap(({ marks }) => marks),
    requests: requestsOf(before),
    fixed:
      title?.kind !== 'heading'
        ? null
        : {
            files: filesOf(parts.slice(heading)),
            requests: requestsOf(parts.slice(heading)),
            lines: [title.line, fixedEnd(parts.slice(heading), title.line + 1)],
          },
    end: last === undefined ? 0 : endOf(last),
  };
}

/** The fixed files end after their last file block: requests of the fixed files are written by hand. */
function fixedEnd(parts: readonly Part[], least: number): number {
  const last = parts.filter((part) => part.kind === 'block' && part.language !== 'request').at(-1);
  return last?.kind === 'block' ? last.end : least;
}

function endOf(part: Part): number {
  switch (part.kind) {
    case 'block':
      return part.end;
    case 'heading':
      return part.line + 1;
    case 'prose':
      return part.line + part.text.split('\n').length;
  }
}

function blocksOf(parts: readonly Part[]): readonly Block[] {
  return parts.flatMap((part) => (part.kind === 'block' ? [part] : []));
}

function filesOf(parts: readonly Part[]): readonly ExampleFile[] {
  return blocksOf(parts)
    .filter(({ language }) => language !== 'request')
    .map(({ language, info, text, start }) => ({
      name: info === '' ? defaultFile(language) : info,
      language,
      text,
      pageLine: start + 2,
    }));
}

function requestsOf(parts: readonly Part[]): readonly StatedDecision[] {
  return blocksOf(parts)
    .filter(({ language }) => language === 'request')
    .flatMap(({ text }) => readRequestBlock(text));
}
