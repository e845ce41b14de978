// What the words of a document name: the targets of its references, and the schemes of its requirements.

import type { Files } from '../../../model/files';
import type { DataNode } from '../../../syntax/data';
import type { FileId } from '../../../text/span';
import type { Link } from '../../editor';
import type { Contract } from '../contract';
import type { OpenApiLayer } from '../layer';
import { glimpse } from '../references';
import { demandsOf } from './find';

/** Names of schemes, and every `$ref` that leads somewhere. */
export function links(layer: OpenApiLayer, file: FileId, _files: Files): readonly Link[] {
  const contract = layer.contracts[0];
  if (contract === undefined) return [];
  return [
    ...layer.contracts.flatMap((one) => schemeLinks(one, file)),
    ...referenceLinks(layer, contract, file),
  ];
}

function schemeLinks(contract: Contract, file: FileId): readonly Link[] {
  const found: Link[] = [];
  for (const { demand } of demandsOf(contract)) {
    if (demand.field.file !== file) continue;
    const named = contract.schemeNamed(demand.name);
    if (named.kind !== 'declared') continue;
    const { field } = named.scheme;
    found.push({ span: demand.field.entry.keySpan, target: field.file, at: field.entry.keySpan });
  }
  return found;
}

/** More references than this are not made links of: an editor shows none of those that are out of sight. */
const MAX_LINKS = 20_000;

/** The references are looked for in the text, so that not all of a large document has to be read for them. */
function referenceLinks(layer: OpenApiLayer, { library }: Contract, file: FileId): readonly Link[] {
  const document = layer.documents.get(file);
  if (document === undefined) return [];
  const found: Link[] = [];
  for (let at = document.text.indexOf('$ref'); at >= 0; at = document.text.indexOf('$ref', at + 4)) {
    if (found.length >= MAX_LINKS) break;
    const spot = document.data.spotAt(at);
    const entry = spot?.entry;
    if (entry?.key !== '$ref' || !(spot?.onKey ?? false)) continue;
    const value: DataNode = entry.value;
    if (value.kind !== 'scalar' || typeof value.value !== 'string' || value.templated) continue;
    const target = glimpse(library, { file, node: value }, value.value);
    if (target.kind !== 'found') continue;
    const { start } = target.part.node.span;
    found.push({ span: value.span, target: target.part.file, at: { start, end: start } });
  }
  return found;
}
