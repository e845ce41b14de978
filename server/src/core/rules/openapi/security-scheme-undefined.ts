// openapi/security-scheme-undefined: a requirement names a scheme that the document does not declare.
import type { Fix, Report } from '../../findings/finding';
import { keyPlace } from '../../kinds/openapi/part';
import { closest } from '../../text/closest';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import type { Use } from '../openapi-shared/facts';

export const rule = openapiRule({
  id: 'openapi/security-scheme-undefined',
  kind: 'contract-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'A requirement names a scheme that is not declared, so clients send nothing for it.',
  *check(context) {
    const { contract, facts } = context;
    if (contract.isLibrary) return;
    for (const [name, uses] of facts.usesOf) {
      if (name.startsWith('x-') || contract.schemeNamed(name).kind !== 'undeclared') continue;
      if (facts.declaredElsewhere(name) !== null) continue;
      for (const use of uses) yield report(context, use);
    }
  },
});

function report(context: OpenApiContext, use: Use): Report {
  const { demand } = use;
  const near = nearest(context, use);
  const what = near === null ? 'declare it, or name another one' : `write "${near}"`;
  return {
    at: keyPlace(demand.field),
    message: `No security scheme is called "${demand.name}", so clients send nothing for it and gateways may let everybody in: ${what}.`,
    fixes: [...(near === null ? [] : renamed(context, use, near)), ...declared(context, demand.name)],
  };
}

/** The declared name that is most likely meant, unless the requirement has it already. */
function nearest({ contract }: OpenApiContext, { demand, alternative }: Use): string | null {
  const taken = new Set(alternative.demands.map(({ name }) => name));
  const names = [...contract.schemes.keys()].filter((name) => !taken.has(name));
  const bare = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, '');
  // Before 3.2 a name is no URI: who writes one means its last step.
  const last = demand.name.split('/').at(-1);
  return (
    names.find((name) => name === last || bare(name) === bare(demand.name)) ?? closest(demand.name, names)
  );
}

function renamed({ change }: OpenApiContext, { demand }: Use, name: string): readonly Fix[] {
  return fix(`Write "${name}"`, 'review', change.rename(demand.field, name));
}

function declared({ contract, change }: OpenApiContext, name: string): readonly Fix[] {
  // Components have names of letters, digits and `._-` (OAS 3.x, Components Object).
  const isOld = contract.version.family === '2.0';
  if (!isOld && !/^[\w.-]+$/.test(name)) return [];
  const path = isOld ? ['securityDefinitions', name] : ['components', 'securitySchemes', name];
  const scheme = isOld
    ? { type: 'apiKey', in: 'header', name: 'Authorization' }
    : { type: 'http', scheme: 'bearer' };
  return fix(`Declare "${name}"`, 'review', change.insertAt(contract.root, path, scheme));
}
