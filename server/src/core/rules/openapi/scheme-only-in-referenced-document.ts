// openapi/scheme-only-in-referenced-document: a scheme that another document declares, and the entry does not.
import type { Report } from '../../findings/finding';
import { keyPlace } from '../../kinds/openapi/part';
import { pathFrom } from '../../text/path';
import type { FileId } from '../../text/span';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import type { Use } from '../openapi-shared/facts';

export const rule = openapiRule({
  id: 'openapi/scheme-only-in-referenced-document',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'A requirement names a scheme that only a referenced document declares, which each tool takes differently.',
  *check(context) {
    const { contract, facts } = context;
    if (contract.isLibrary) return;
    for (const [name, uses] of facts.usesOf) {
      if (name.startsWith('x-') || contract.schemeNamed(name).kind !== 'undeclared') continue;
      const file = facts.declaredElsewhere(name);
      const [use] = uses;
      if (file !== null && use !== undefined) yield report(context, use, uses.length, file);
    }
  },
});

function report(
  { contract, layer, change }: OpenApiContext,
  { demand }: Use,
  count: number,
  file: FileId,
): Report {
  const { name } = demand;
  const path = pathFrom(contract.file, file);
  const isOld = contract.version.family === '2.0';
  const declared = layer.documents.get(file)?.data.at('/securityDefinitions') ?? null;
  const pointer = declared === null ? 'components/securitySchemes' : 'securityDefinitions';
  const $ref = `${path}#/${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const place = isOld ? ['securityDefinitions', name] : ['components', 'securitySchemes', name];
  const times = count > 1 ? ` (${count} times)` : '';
  return {
    at: keyPlace(demand.field),
    message: `"${name}" is demanded${times}, and only ${path.replace('./', '')} declares it: whether names are looked up there differs from tool to tool. Declare it in ${contract.file.split('/').at(-1)} by a $ref.`,
    // In 2.0 the definitions hold no references.
    fixes: isOld
      ? []
      : fix(`Declare "${name}" by a $ref`, 'review', change.insertAt(contract.root, place, { $ref })),
  };
}
