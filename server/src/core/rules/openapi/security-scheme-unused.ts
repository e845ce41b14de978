// openapi/security-scheme-unused: a scheme that nothing demands.
import type { Report } from '../../findings/finding';
import { type Change, together } from '../../kinds/openapi/edits';
import { isTrue, keyPlace, valueIn } from '../../kinds/openapi/part';
import type { SecurityScheme } from '../../kinds/openapi/scheme';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import {
  areRequirementsKnown,
  demandedSchemes,
  isLeftToGateway,
  isNothingDemanded,
  isSchemeSaidOtherwise,
  mentionedNames,
} from '../openapi-shared/applied';

export const rule = openapiRule({
  id: 'openapi/security-scheme-unused',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'A scheme is declared and never demanded, so the protection that it stands for is not applied.',
  *check(context) {
    const { contract } = context;
    if (contract.schemes.size === 0 || contract.operations.length + contract.outgoing.length === 0) return;
    const demanded = demandedSchemes(context);
    const rest = [...contract.schemes.values()].filter(
      (scheme) => !demanded.has(scheme) && !isTrue(scheme.body, 'deprecated') && isOwn(context, scheme),
    );
    if (rest.length === 0 || !areRequirementsKnown(context)) return;
    if (isNothingDemanded(context) || (demanded.size === 0 && isLeftToGateway(context))) return;
    const mentioned = mentionedNames(context);
    for (const scheme of rest) {
      if (isSchemeSaidOtherwise(context, scheme)) continue;
      if (mentioned.has(scheme.name) || isSchemeReferredTo(context, scheme.name)) continue;
      yield report(context, scheme);
    }
  },
});

/** Whether it is this contract's to use: the schemes of another OpenAPI document are for all who refer to them. */
function isOwn({ contract, layer }: OpenApiContext, { field }: SecurityScheme): boolean {
  if (field.file === contract.file) return true;
  const root = layer.documents.get(field.file)?.data.root;
  return root?.kind !== 'map' || (root.get('openapi') === null && root.get('swagger') === null);
}

/** Whether a `$ref` of one of the files leads to it, or another document refers to it. */
function isSchemeReferredTo({ layer }: OpenApiContext, name: string): boolean {
  if (layer.schemesElsewhere.includes(name) || layer.schemesElsewhere.includes('')) return true;
  const escaped = encodeURI(name.replaceAll('~', '~0').replaceAll('/', '~1'));
  const ends = ['securitySchemes', 'securityDefinitions'].flatMap((place) => [
    `/${place}/${name}`,
    `/${place}/${escaped}`,
  ]);
  return [...layer.documents.values()].some(({ known }) =>
    known.ask(`refers to ${name}`, (text) => ends.some((end) => isReferredTo(text, end))),
  );
}

function isReferredTo(text: string, end: string): boolean {
  for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) {
    const before = text.slice(Math.max(0, at - 300), at);
    if (/\$ref["']?\s*:\s*["']?[^\s"']*$/.test(before) && !/[\w.-]/.test(text.charAt(at + end.length)))
      return true;
  }
  return false;
}

function report(context: OpenApiContext, { name, field }: SecurityScheme): Report {
  const { contract, change } = context;
  const isBare = contract.operations.length === 0;
  const { declared } = contract;
  const alone = contract.schemes.size === 1 && declared !== null;
  return {
    at: keyPlace(field),
    message: isBare
      ? `Nothing demands the scheme "${name}": is it for a document that is made of this one?`
      : `Nothing demands the scheme "${name}", so the protection that it stands for is not applied: name it in a "security", or delete it.`,
    certainty: isBare ? 'hint' : 'assert',
    unnecessary: true,
    fixes: [
      ...fix(`Delete "${name}"`, 'review', change.remove(alone ? declared : field)),
      ...(isBare ? [] : fix(`Accept "${name}" everywhere`, 'review', accept(context, name))),
    ],
  };
}

/** Adds it to what the root demands, as one more way to be let in. */
function accept({ contract, change }: OpenApiContext, name: string): Change {
  const { security, root } = contract;
  if (security.kind === 'absent')
    return change.insert(root, 'security', [{ [name]: [] }], { before: 'paths' });
  const list = security.kind === 'list' ? valueIn(security.field) : null;
  return list === null ? null : together(change.insertItem(list, { [name]: [] }));
}
