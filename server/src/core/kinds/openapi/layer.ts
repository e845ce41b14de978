// OpenAPI documents as layers: each file with all that its references reach.
import type { Files } from '../../model/files';
import type { Layer, Move } from '../../model/layer';
import type { TextChange } from '../../text/change';
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
  readonly state: object;
  /** The schemes of its file to which other documents of the workspace may refer; `''` stands for all. */
  readonly schemesElsewhere: readonly string[];
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
  const layers = documents.map((document) => layerOf(document, files, parse));
  const named = schemesNamedElsewhere(layers);
  return layers.map((layer) => referredTo(layer, named.get(layer.entry) ?? []));
}

/** What follows the file in a reference to a scheme of another document; nothing where it is to all of them at once. */
const TO_SCHEMES = /[^\s"'#]#\/(?:components\/securitySchemes|securityDefinitions)(?:\/([^\s"',:}\]]*))?/g;

/** Of each document that others refer to, the names of schemes to which these may refer; `''` for all of them. */
function schemesNamedElsewhere(layers: readonly OpenApiLayer[]): ReadonlyMap<FileId, readonly string[]> {
  const named = new Map<FileId, string[]>();
  const entries = new Set(layers.map(({ entry }) => entry));
  for (const { entry, documents } of layers) {
    const others = [...documents.keys()].filter((file) => file !== entry && entries.has(file));
    if (others.length === 0) continue;
    const text = documents.get(entry)?.text ?? '';
    const names = [...text.matchAll(TO_SCHEMES)].map(([, name = '']) => nameIn(name));
    for (const file of others) named.set(file, [...(named.get(file) ?? []), ...names]);
  }
  return named;
}

/** The name that a step of a pointer in a URL stands for (RFC 6901, sections 4 and 6). */
function nameIn(step: string): string {
  const decoded = step.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
  return decoded.replaceAll('~1', '/').replaceAll('~0', '~');
}

const referred = new WeakMap<OpenApiLayer, OpenApiLayer>();
/** What others referred to when a state was made. */
const namedAt = new WeakMap<object, readonly string[]>();

/** The same layer, with what others refer to; the same object for as long as that is the same. */
function referredTo(layer: OpenApiLayer, names: readonly string[]): OpenApiLayer {
  const known = referred.get(layer);
  if (known !== undefined && isSame(known.schemesElsewhere, names)) return known;
  // What was found in the state before holds for as long as others refer to the same.
  const move = layer.move ?? null;
  const goesOn = move === null || isSame(namedAt.get(move.from) ?? [], names);
  const result =
    goesOn && names.length === 0 ? layer : { ...layer, schemesElsewhere: names, move: goesOn ? move : null };
  referred.set(layer, result);
  namedAt.set(layer.state, names);
  return result;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, i) => others[i] === name);
}

/** What was last made of a document, for its next version. */
type Made = { readonly layer: OpenApiLayer; readonly library: Reached };

const made = new WeakMap<object, Made>();

/**
 * A document that is what it was, with all that its references reach, is the same layer. In one whose text says the same
 * to all who have read it, the same contracts stand elsewhere; of another one, items that did not change are taken over.
 */
function layerOf(document: OpenApiDocument, files: Files, parse: Parse<OpenApiDocument>): OpenApiLayer {
  const { lineage, quiet } = document;
  const before = made.get(lineage);
  if (before?.library.isStill(document, files, parse) === true) return before.layer;
  if (quiet !== null && before?.library.move(document, files, parse) === true) {
    const { layer, library } = before;
    const moved = { ...layer, state: {}, move: moveOf(document, quiet, layer.state) };
    made.set(lineage, { layer: moved, library });
    return moved;
  }
  const isGoingOn = before?.library.goOn(document, files, parse) === true;
  const library = isGoingOn ? before.library : new Reached(document, files, parse);
  const layer = readLayer(document, library, isGoingOn ? before.layer.contracts : []);
  made.set(lineage, { layer, library });
  return layer;
}

/** What is said of a path may depend on all that is written there, and at its edges. */
function moveOf({ file, data }: OpenApiDocument, change: TextChange, from: object): Move {
  const by = change.newEnd - change.oldEnd;
  let start = 0;
  let end = data.chars.length;
  let { entries } = data.root.kind === 'map' ? data.root : { entries: [] };
  for (let level = 0; level < 2; level++) {
    const first = entries.findLastIndex(({ keySpan }) => keySpan.start <= change.start);
    const last = entries.findLastIndex(({ keySpan }) => keySpan.start <= change.newEnd);
    const entry = entries[first];
    if (entry === undefined) break;
    start = entry.keySpan.start;
    end = entries[last + 1]?.keySpan.start ?? end;
    entries = last === first && entry.isRead && entry.value.kind === 'map' ? entry.value.entries : [];
  }
  return { from, file, around: { start, end: end - by }, by };
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
    state: {},
    schemesElsewhere: [],
  };
}

/** A reference to another file than the one that it stands in, from behind the word on. */
const TO_OTHER = /["']?\s*:\s*["']?[^"'#\s]/y;

/** A scheme that is named by its URI, from 3.2 on. */
const URI = /\.(?:ya?ml|json)#\//;

/** Whether a text refers to another file, or from 3.2 on names a scheme of one. Most large documents do neither. */
function hasOuterReferences({ version }: Contract, { known }: OpenApiDocument): boolean {
  return (
    known.ask('refers to other files', refersToOthers) ||
    (atLeast(version, '3.2') && known.ask('names parts of other files', (text) => URI.test(text)))
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
  for (const parameter of operation.parameters) void parameter.body;
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
