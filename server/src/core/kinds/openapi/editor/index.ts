// What editors ask of OpenAPI documents: outline, hovers, hints and lenses; links and completions have their own files.
import { describeRequirement } from '../../../model/requirement';
import { type FileId, isWithin } from '../../../text/span';
import type { AskableRoute, InheritedHint, OutlineEntry, Subject } from '../../editor';
import type { Contract } from '../contract';
import type { OpenApiLayer } from '../layer';
import type { Operation, PathItem } from '../operation';
import { type Field, keyPlace } from '../part';
import { requirementOf } from '../requirement';
import { requestFor } from '../samples';
import type { SecurityScheme } from '../scheme';
import { securityField } from '../security';
import { subjectIn } from './subject';

export { completions } from './completions';
export { links } from './links';
export { namedAt } from './named';

/** The schemes that a file declares, its paths with their operations, each with who gets in, and its webhooks. */
export function outline(layer: OpenApiLayer, file: FileId): readonly OutlineEntry[] {
  const entries = layer.contracts.flatMap((contract) => [
    ...[...contract.schemes.values()].filter(({ field }) => field.file === file).map(schemeEntry),
    ...contract.paths.flatMap((item) => itemEntries(item, file, (one) => requirementText(contract, one))),
    ...contract.webhooks.flatMap((item) => itemEntries(item, file, () => 'sent by the API')),
  ]);
  return entries.sort((a, b) => a.span.start - b.span.start);
}

function schemeEntry(scheme: SecurityScheme): OutlineEntry {
  const detail = [scheme.type, scheme.text('scheme') ?? scheme.text('name')].filter((text) => text !== null);
  return entry('scheme', scheme.name, detail.join(' '), scheme.field, []);
}

/** A path or webhook with its operations; of one that stands in a file of its own, the operations alone. */
function itemEntries(
  item: PathItem,
  file: FileId,
  detailOf: (operation: Operation) => string,
): readonly OutlineEntry[] {
  const inner = item.operations
    .filter(({ field }) => field.file === file)
    .map((operation) => entry('route', operation.method, detailOf(operation), operation.field, []));
  if (item.field.file !== file) return inner;
  const isBeside = inner.filter((one) => !isWithin(one.span, item.field.entry.span));
  const inside = inner.filter((one) => isWithin(one.span, item.field.entry.span));
  return [entry('server', item.path, '', item.field, inside), ...isBeside];
}

function requirementText(contract: Contract, operation: Operation): string {
  return describeRequirement(requirementOf(contract, operation));
}

function entry(
  kind: OutlineEntry['kind'],
  name: string,
  detail: string,
  field: Field,
  children: readonly OutlineEntry[],
): OutlineEntry {
  return {
    name: name || '""',
    detail,
    kind,
    span: field.entry.span,
    nameSpan: field.entry.keySpan,
    children,
  };
}

/** What a hover at an offset is about: an operation, a requirement, or a scheme. */
export function subjectAt(layer: OpenApiLayer, file: FileId, offset: number): Subject | null {
  for (const contract of layer.contracts) {
    const subject = subjectIn(layer, contract, file, offset);
    if (subject !== null) return subject;
  }
  return null;
}

/** The root's requirement, at the methods that inherit it. */
export function inheritedHints(layer: OpenApiLayer, file: FileId): readonly InheritedHint[] {
  return layer.contracts.flatMap((contract) =>
    contract.operations.flatMap((operation) => {
      const { from, security, access } = operation.effective;
      if (operation.field.file !== file || from !== 'root' || access === 'public') return [];
      const field = securityField(security);
      if (field === null) return [];
      const requires = requirementOf(contract, operation);
      const offset = endOfLine(layer, file, operation.field.entry.keySpan.end);
      return [{ offset, requires, from: keyPlace(field) }];
    }),
  );
}

/** In YAML the end of the line, in JSON the colon behind the key. */
function endOfLine(layer: OpenApiLayer, file: FileId, offset: number): number {
  const text = layer.documents.get(file)?.text ?? '';
  const rest = /^["']?[ \t]*:/.exec(text.slice(offset, offset + 40));
  return offset + (rest?.[0].length ?? 0);
}

/** Every operation that a request can be asked about. */
export function askableRoutes(layer: OpenApiLayer, file: FileId): readonly AskableRoute[] {
  return layer.contracts.flatMap((contract) =>
    contract.operations.flatMap((operation) => {
      if (operation.field.file !== file) return [];
      const request = requestFor(contract, operation);
      if (request === null) return [];
      return [{ span: operation.field.entry.keySpan, requires: requirementOf(contract, operation), request }];
    }),
  );
}
