// A small house for tests of the frame around rules: one kind that reads lines, and rules that report words.
import type { Catalogue, FileId, Layer, Request } from '../../server/src/core';
import {
  type Analysis,
  type AnalysisInput,
  analyze,
  type ConfigFile,
  type FileState,
} from '../../server/src/core';
import { BUILT_IN } from '../../server/src/core/findings/built-in';
import type { Report, RuleId } from '../../server/src/core/findings/finding';
import type { Rule } from '../../server/src/core/findings/rule';
import type { Document, Kind } from '../../server/src/core/kinds/kind';

/** Each file whose text does not start with `!` is a layer; `@file` on a line includes a file; `#` starts a comment. */
const lines: Kind<Document, Layer & { documents: readonly Document[] }> = {
  id: 'nginx',
  part: 'nginx',
  reading: { namesTell: true, maxBytes: 1000, maxFiles: 100 },
  mayBe: (file) => file.endsWith('.conf'),
  recognises: (_, text) => !String(text).startsWith('!'),
  parse: (file, chars) => {
    const text = String(chars);
    parsed.push(file);
    return {
      kind: 'nginx',
      file,
      text,
      problems: [...text.matchAll(/BROKEN/g)].map(({ index }) => ({
        span: { start: index, end: index + 6 },
        message: 'This is broken.',
      })),
      comments: [...text.matchAll(/#.*/g)].map((match) => ({
        span: { start: match.index, end: match.index + match[0].length },
        text: match[0],
      })),
    };
  },
  layers: (documents, files, parse) =>
    documents.map((document) => {
      const all = [document];
      for (const [, name = ''] of document.text.matchAll(/^@(\S+)$/gm)) {
        const state = files.read(name);
        if (state?.kind === 'text') all.push(parse(name, state.text));
      }
      const base = { kind: 'nginx', role: 'gateway', entry: document.file, name: document.file } as const;
      return { ...base, files: all.map(({ file }) => file), documents: all };
    }),
  decide: (layer, request) => ({
    request,
    outcome: {
      kind: 'challenged',
      status: 401,
      challenges: ['Basic realm="x"'],
      location: null,
      by: { kind: 'nginx', entry: layer.entry },
      at: null,
    },
    upstream: null,
    steps: [],
  }),
  routes: (layer) =>
    layer.documents.flatMap((document) =>
      [...document.text.matchAll(/^route (\S+)/gm)].map((match) => ({
        layer: { kind: 'nginx' as const, entry: layer.entry },
        methods: null,
        host: null,
        path: match[1] ?? '',
        requires: { kind: 'open' as const },
        leads: 'files',
        at: { file: document.file, span: { start: match.index, end: match.index + match[0].length } },
      })),
    ),
  editor: {
    outline: () => [],
    links: () => [],
    subjectAt: () => null,
    inheritedHints: () => [],
    askableRoutes: () => [],
    completions: () => [],
  },
};

/** The files that were parsed since the start, in their order. */
export const parsed: FileId[] = [];

/** A rule that reports each occurrence of a word in the files of a layer. */
export function wordRule(id: RuleId, word: string, more: Partial<Report> = {}): Rule {
  return {
    id,
    kind: 'wrong-status',
    certainty: 'assert',
    severity: 'warning',
    summary: `The word ${word} is wrong.`,
    layer: 'nginx',
    *run(layer) {
      if (!('documents' in layer)) return;
      for (const { file, text } of layer.documents as readonly Document[]) {
        for (const { index } of text.matchAll(new RegExp(word, 'g'))) {
          yield {
            message: `${word} here.`,
            at: { file, span: { start: index, end: index + word.length } },
            ...more,
          };
        }
      }
    },
  };
}

export function sampleHouse(...rules: readonly Rule[]): Catalogue {
  return { kinds: [lines], rules, infos: [...rules, ...BUILT_IN] };
}

export type Sample = Partial<Omit<AnalysisInput, 'snapshot'>> & { readonly configs?: readonly ConfigFile[] };

/** Analyses texts by their names, all of them found in a folder. */
export function analyzeSample(
  texts: Readonly<Record<FileId, string>>,
  house: Catalogue,
  more: Sample = {},
): Analysis {
  const files = new Map<FileId, FileState>(
    Object.entries(texts).map(([file, text]) => [file, { kind: 'text', text }]),
  );
  return analyze({ snapshot: { files, globs: new Map() }, files: Object.keys(texts), ...more }, house);
}

/** Findings as `file:line rule`, for comparing. */
export function shortly(
  findings: Analysis['findings'],
  texts: Readonly<Record<FileId, string>>,
): readonly string[] {
  return findings.map(({ rule, at }) => {
    const line = (texts[at.file] ?? '').slice(0, at.span.start).split('\n').length;
    return `${at.file}:${line} ${rule}`;
  });
}

/** A request for witnesses; every layer of the sample answers it with 401. */
export const REQUEST: Request = {
  method: 'GET',
  scheme: 'http',
  host: 'x.example',
  port: null,
  target: '/a',
  headers: [],
  from: '203.0.113.1',
  credentials: 'valid',
  bodyLength: 0,
};
