// The name of a security scheme with all its places: where it is declared, every requirement and reference that names it.
import type { Layer } from '../../../model/layer';
import type { Edit } from '../../../text/edit';
import type { FileId, Place } from '../../../text/span';
import type { Named } from '../../editor';
import type { Contract } from '../contract';
import { type Change, changesOf } from '../edits';
import { isOpenApiLayer, type OpenApiLayer } from '../layer';
import { type Field, idOf, keyPlace, type Part, placeOf, textOf, valueIn } from '../part';
import { glimpse } from '../references';
import type { SecurityScheme } from '../scheme';
import { contains, demandsOf, schemeAt, spotAt } from './find';

/** A place where a scheme is named: a key, or the text of a reference. */
type Mention = {
  readonly layer: OpenApiLayer;
  readonly place: Place;
  readonly isGiven: boolean;
  rename(name: string): Change;
};

/** A scheme as one of the contracts declares it. */
type Declared = {
  readonly layer: OpenApiLayer;
  readonly contract: Contract;
  readonly scheme: SecurityScheme;
};

/** The scheme whose name stands at an offset, with its places in all contracts that share one of them. */
export function namedAt(
  layer: OpenApiLayer,
  file: FileId,
  offset: number,
  layers: readonly Layer[],
): Named | null {
  const all = layers.filter(isOpenApiLayer);
  const own = layer.contracts.flatMap((contract) => schemeNamedAt(layer, contract, file, offset) ?? [])[0];
  const start = own ?? schemeReferredToAt(layer, file, offset, all);
  if (start === null) return null;
  const declared = allDeclared(all, start);
  const mentions = new Map<string, Mention>();
  for (const one of declared)
    for (const mention of mentionsOf(one, all)) mentions.set(keyOf(mention.place), mention);
  const places = [...mentions.values()];
  // The quotes around a name are as good as the name.
  const here = places
    .map((mention) => nameWithin(mention, start.scheme.name))
    .find((place) => place.file === file && place.span.start <= offset + 1 && offset <= place.span.end + 1);
  if (here === undefined) return null;
  return {
    name: start.scheme.name,
    span: here.span,
    given: places.filter(({ isGiven }) => isGiven).map((one) => nameWithin(one, start.scheme.name)),
    used: places.filter(({ isGiven }) => !isGiven).map((one) => nameWithin(one, start.scheme.name)),
    rename: (name) => whyNot(name, declared) ?? renameAll(places, name),
  };
}

function keyOf({ file, span }: Place): string {
  return `${span.start} ${file}`;
}

/** Of a reference the last step, which is the name; a key is all name, its quotes left out. */
function nameWithin({ layer, place: { file, span } }: Mention, name: string): Place {
  const text = layer.documents.get(file)?.text.slice(span.start, span.end) ?? '';
  const start = span.start + text.lastIndexOf(name);
  return { file, span: text.includes(name) ? { start, end: start + name.length } : span };
}

function schemeNamedAt(
  layer: OpenApiLayer,
  contract: Contract,
  file: FileId,
  offset: number,
): Declared | null {
  const own = schemeAt(contract, file, offset);
  if (own !== null) return { layer, contract, scheme: own };
  for (const { demand } of demandsOf(contract)) {
    const { entry } = demand.field;
    if (demand.field.file !== file || !contains(entry.keySpan, offset)) continue;
    const named = contract.schemeNamed(demand.name);
    const scheme = named.kind === 'declared' ? contract.schemes.get(named.scheme.name) : undefined;
    if (scheme !== undefined && isNamedBy(contract, demand.name, scheme)) return { layer, contract, scheme };
  }
  return null;
}

/** The scheme to which the reference at an offset leads, whichever contract declares it. */
function schemeReferredToAt(
  layer: OpenApiLayer,
  file: FileId,
  offset: number,
  layers: readonly OpenApiLayer[],
): Declared | null {
  const [contract] = layer.contracts;
  const entry = spotAt(layer, file, offset)?.entry;
  if (contract === undefined || entry?.key !== '$ref') return null;
  const part = { file, node: entry.value };
  const ref = textOf(part);
  if (ref === null || !/\/(?:securitySchemes|securityDefinitions)\//.test(ref)) return null;
  const found = glimpse(contract.library, part, ref);
  if (found.kind !== 'found') return null;
  for (const one of layers) {
    for (const declaring of one.contracts) {
      for (const scheme of declaring.schemes.values()) {
        const value = valueIn(scheme.field);
        if (value === null || idOf(value) !== idOf(found.part) || !ref.endsWith(`/${scheme.name}`)) continue;
        return { layer: one, contract: declaring, scheme };
      }
    }
  }
  return null;
}

/**
 * A requirement in a file that several contracts refer to names the scheme of each of them, so a name that is changed
 * there is changed in all.
 */
function allDeclared(layers: readonly OpenApiLayer[], start: Declared): readonly Declared[] {
  const { name } = start.scheme;
  const usesIn = ({ contract }: Pick<Declared, 'contract'>) =>
    [...demandsOf(contract)]
      .filter(({ demand }) => demand.name === name)
      .map(({ demand }) => keyOf(keyPlace(demand.field)));
  const found = [start];
  const shared = new Set(usesIn(start));
  const rest = layers
    .flatMap((layer) => layer.contracts.map((contract) => ({ layer, contract })))
    .filter(({ contract }) => contract !== start.contract)
    .map((one) => ({ ...one, uses: usesIn(one) }));
  for (let grown = true; grown; ) {
    grown = false;
    for (const { layer, contract, uses } of rest) {
      const scheme = contract.schemes.get(name);
      if (scheme === undefined || found.some((one) => one.contract === contract)) continue;
      const isSame = found.some((one) => keyOf(keyPlace(one.scheme.field)) === keyOf(keyPlace(scheme.field)));
      if (!isSame && !uses.some((use) => shared.has(use))) continue;
      for (const use of uses) shared.add(use);
      found.push({ layer, contract, scheme });
      grown = true;
    }
  }
  return found;
}

function* mentionsOf(
  { layer, contract, scheme }: Declared,
  layers: readonly OpenApiLayer[],
): Generator<Mention> {
  yield byKey(layer, scheme.field, true);
  for (const { demand } of demandsOf(contract)) {
    if (!isNamedBy(contract, demand.name, scheme)) continue;
    yield byKey(layer, demand.field, false, demand.name.slice(0, -scheme.name.length));
  }
  const target = valueIn(scheme.field);
  if (target === null) return;
  for (const one of layers) yield* referencesTo(one, target, scheme.name);
}

/** Whether a requirement's name is that of a scheme, or from 3.2 on a URI that ends with it and leads there. */
function isNamedBy(contract: Contract, name: string, scheme: SecurityScheme): boolean {
  if (name === scheme.name) return contract.schemes.has(name);
  if (!name.endsWith(`/${scheme.name}`)) return false;
  const named = contract.schemeNamed(name);
  return named.kind === 'declared' && keyOf(keyPlace(named.scheme.field)) === keyOf(keyPlace(scheme.field));
}

/** A key that is a name, or ends with it behind a prefix. */
function byKey(layer: OpenApiLayer, field: Field, isGiven: boolean, prefix = ''): Mention {
  const rename = (name: string) => changesOf(layer).rename(field, prefix + name);
  return { layer, place: keyPlace(field), isGiven, rename };
}

/** References to a scheme, looked for in the texts, so that not all of a large document has to be read for them. */
function* referencesTo(layer: OpenApiLayer, target: Part, name: string): Generator<Mention> {
  const [contract] = layer.contracts;
  if (contract === undefined) return;
  for (const [file, { text, data }] of layer.documents) {
    for (let at = text.indexOf('$ref'); at >= 0; at = text.indexOf('$ref', at + 4)) {
      if (
        !text
          .slice(at, at + 400)
          .split('\n')[0]
          ?.includes(name)
      )
        continue;
      const entry = data.spotAt(at)?.entry;
      if (entry?.key !== '$ref') continue;
      const part = { file, node: entry.value };
      const ref = textOf(part);
      if (ref === null || !ref.endsWith(`/${name}`)) continue;
      const found = glimpse(contract.library, part, ref);
      if (found.kind !== 'found' || idOf(found.part) !== idOf(target)) continue;
      const renamed = (to: string) => changesOf(layer).replaceText(part, ref.slice(0, -name.length) + to);
      yield { layer, place: placeOf(part), isGiven: false, rename: renamed };
    }
  }
}

/** Names of components are limited (OAS 3.x, Components Object), and a name is given once. */
function whyNot(name: string, declared: readonly Declared[]): string | null {
  const isLimited = declared.some(({ contract }) => contract.version.family !== '2.0');
  if (name.trim() === '') return 'A security scheme needs a name.';
  if (isLimited && !/^[\w.-]+$/.test(name)) {
    return `"${name}" is no name for a component: letters, digits, ".", "-" and "_" are (OAS 3, Components Object).`;
  }
  const isTaken = declared.some(({ contract, scheme }) => name !== scheme.name && contract.schemes.has(name));
  return isTaken ? `There is a security scheme "${name}" already.` : null;
}

function renameAll(mentions: readonly Mention[], name: string): readonly Edit[] | string {
  const edits: Edit[] = [];
  for (const { place, rename } of mentions) {
    const change = rename(name);
    if (change === null) return `A template or an alias in ${place.file} is in the way.`;
    edits.push(...change);
  }
  return edits;
}
