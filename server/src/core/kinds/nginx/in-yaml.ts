// nginx configuration in YAML files as layers: each snippet is a fragment of a configuration that is elsewhere.

import type { Files } from '../../model/files';
import { parseNginx } from '../../syntax/nginx';
import type { FileId } from '../../text/span';
import type { Document, Kind } from '../kind';
import { nginx } from '.';
import type { Layout } from './config/layout';
import { levelOf, type NginxDocument } from './document';
import { layerOf, type NginxLayer } from './layer';
import { nginxInYamlSign } from './recognise';
import { type Snippet, snippetsIn } from './snippets';

/** A YAML file with the snippets in it, each parsed at its place: all offsets are those of the YAML file. */
export type YamlDocument = Document & { readonly kind: 'nginx'; readonly parts: readonly NginxDocument[] };

/** The kind of nginx configuration inside of YAML files, which is the same, read in another way. */
export const nginxInYaml: Kind<YamlDocument, NginxLayer> = {
  ...nginx,
  ...nginxInYamlSign,
  recognises: (_file, text) => holdsSnippets(String(text)),
  parse: (file, text) => parseYamlDocument(file, String(text)),
  layers: yamlLayers,
};

/** Whether a YAML file holds snippets of nginx configuration. */
function holdsSnippets(text: string): boolean {
  return snippetsIn(text).length > 0;
}

function parseYamlDocument(file: FileId, text: string): YamlDocument {
  const parts = snippetsIn(text).map((snippet) => partOf(file, text, snippet));
  return {
    kind: 'nginx',
    file,
    text,
    parts,
    problems: parts.flatMap((part) => part.problems),
    comments: commentsOf(text),
  };
}

/** Blanks stand for what is before the snippet, so that its offsets are those of the file. */
function partOf(file: FileId, text: string, { span, level }: Snippet): NginxDocument {
  const tree = parseNginx(' '.repeat(span.start) + text.slice(span.start, span.end));
  return {
    kind: 'nginx',
    file,
    text,
    tree,
    level: level ?? levelOf(tree.directives),
    problems: tree.problems,
    comments: [],
  };
}

/** A comment of YAML and one of nginx look the same, and silence findings alike. */
function commentsOf(text: string): Document['comments'] {
  return [...text.matchAll(/(?<=^|[ \t])#.*authlint-.*$/gm)].map((match) => ({
    span: { start: match.index, end: match.index + match[0].length },
    text: match[0].trimEnd(),
  }));
}

/** A layer for each snippet. The files around them are in a container, so that nothing beside the YAML file is theirs. */
function yamlLayers(documents: readonly YamlDocument[], files: Files): readonly NginxLayer[] {
  return documents.flatMap(({ file, parts }) => {
    const layout: Layout = { folder: file, elsewhere: true };
    return parts.map((part) => layerOf(part, files, nginx.parse, layout));
  });
}
