// OpenAPI documents as layers: each file with all that its references reach.
import type { Files } from '../../model/files';
import type { Layer } from '../../model/layer';
import type { FileId } from '../../text/span';
import type { Parse } from '../kind';
import { type Contract, componentsOf, readContract } from './contract';
import type { OpenApiDocument } from './document';
import type { Operation } from './operation';
import { get, type Part, valueIn } from './part';
import { Reached } from './reached';
import { resolve } from './references';
import { atLeast } from './version';

export type OpenApiLayer = Layer & {
  readonly kind: 'openapi';
  /** The OpenAPI documents of its file; a YAML file may hold several. */
  readonly contracts: readonly Contract[];
  /** The documents of its files, as far as they could be read. */
  readonly documents: ReadonlyMap<FileId, OpenApiDocument>;
};

export function isOpenApiLayer(layer: Layer): layer is OpenApiLayer {
  return layer.kind === 'openapi' && 'contracts' in layer;
}

/** Every file that holds an OpenAPI document is a layer. Files that they refer to belong to their layers. */
export function layersOf(
  documents: readonly OpenApiDocument[],
  files: Files,
  parse: Parse<OpenApiDocument>,
): readonly OpenApiLayer[] {
  return documents.map((document) => layerOf(document, files, parse));
}

/** What was last made of a document, for its next version. */
type Made = { readonly layer: OpenApiLayer; readonly library: Reached };

const made = new WeakMap<object, Made>();

/** A document that is what it was, with all that its references reach, is the same layer; one that changed is a new one. */
function layerOf(document: OpenApiDocument, files: Files, parse: Parse<OpenApiDocument>): OpenApiLayer {
  const { lineage } = document;
  const before = made.get(lineage);
  if (before?.library.isStill(document, files, parse) === true) return before.layer;
  const isGoingOn = before?.library.goOn(document, files, parse) === true;
  const library = isGoingOn ? before.library : new Reached(document, files, parse);
  const layer = readLayer(document, library, isGoingOn ? before.layer.contracts : []);
  made.set(lineage, { layer, library });
  return layer;
}

function readLayer(document: OpenApiDocument, library: Reached, earlier: readonly Contract[]): OpenApiLayer {
  const { file } = document;
  const contracts = document.data.roots
    .map((node, i) => readContract({ file, node }, library, earlier[i] ?? null))
    .filter((contract) => contract !== null);
  for (const contract of contracts) if (hasOuterReferences(contract, document)) reach(contract);
  return {
    kind: 'openapi',
    role: 'contract',
    entry: file,
    name: contracts[0]?.title ?? file,
    files: [...library.documents.keys()],
    contracts,
    documents: library.documents,
  };
}

/** A reference to another file than the one that it stands in, from behind the word on. */
const TO_OTHER = /["']?\s*:\s*["']?[^"'#\s]/y;

/** Whether a text refers to another file, or from 3.2 on names a scheme of one. Most large documents do neither. */
function hasOuterReferences({ version }: Contract, { known, text }: OpenApiDocument): boolean {
  return (
    known.ask('refers to other files', '$ref', refersToOthers) ||
    (atLeast(version, '3.2') && /^[ \t{[,-]*["']?[^\s"']*\.(?:ya?ml|json)#/m.test(text))
  );
}

function refersToOthers(text: string): boolean {
  for (let at = text.indexOf('$ref'); at >= 0; at = text.indexOf('$ref', at + 4)) {
    TO_OTHER.lastIndex = at + 4;
    if (TO_OTHER.test(text)) return true;
  }
  return false;
}

/** Follows all references that have a part in authentication, so that the files they lead to are asked for. */
function reach(contract: Contract): void {
  const items = [...contract.paths, ...contract.webhooks];
  for (const operation of items.flatMap((item) => item.operations)) {
    reachOperation(contract, operation);
    for (const item of operation.callbacks)
      for (const inner of item.operations) reachOperation(contract, inner);
  }
  for (const scheme of contract.schemes.values()) void scheme.scopes;
  for (const kind of ['responses', 'parameters', 'headers'] as const) {
    for (const field of componentsOf(contract, kind)) follow(contract, valueIn(field));
  }
  if (contract.security.kind !== 'list') return;
  for (const { demands } of contract.security.alternatives) {
    for (const { name } of demands) contract.schemeNamed(name);
  }
}

function reachOperation(contract: Contract, operation: Operation): void {
  for (const response of operation.responses.all) void response.headers;
  void operation.parameters;
  const body = follow(contract, get(operation.body, 'requestBody'));
  void body;
  for (const { demands } of operation.effective.alternatives) {
    for (const { name } of demands) contract.schemeNamed(name);
  }
}

function follow(contract: Contract, part: Part | null): Part | null {
  const found = part === null ? null : resolve(contract.library, part);
  return found?.kind === 'found' ? found.part : null;
}
