// openapi/security-alternative-shadowed: one way in demands all that another demands, and more, so it never matters.
import type { Report } from '../../findings/finding';
import { keyPlace, placeOf } from '../../kinds/openapi/part';
import type { Alternative } from '../../kinds/openapi/security';
import { fix, type OpenApiContext, openapiRule } from '../openapi-rule';
import { clashIn } from '../openapi-shared/clashes';
import { securitiesOf } from '../openapi-shared/securities';

export const rule = openapiRule({
  id: 'openapi/security-alternative-shadowed',
  kind: 'contract-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'A requirement demands all that another one beside it demands, so it can never matter.',
  *check(context) {
    for (const { security, name } of securitiesOf(context, 'list')) {
      const { alternatives } = security;
      for (const [at, alternative] of alternatives.entries()) {
        // What no request can meet never matters for another reason.
        if (clashIn(context.contract, alternative) !== null) continue;
        const enough = alternatives.find((other, i) => i !== at && isEnough(other, alternative, i < at));
        if (enough !== undefined) yield report(context, name, alternative, enough);
      }
    }
  },
});

/** Whether who meets the one meets all that matters of the other; of two equal ones the later is reported. */
function isEnough(one: Alternative, other: Alternative, isBefore: boolean): boolean {
  if (one.shape !== 'set' || other.shape !== 'set' || one.demands.length === 0) return false;
  if (one.demands.length > other.demands.length) return false;
  if (one.demands.length === other.demands.length && !isBefore) return false;
  return one.demands.every((demand) => {
    const same = other.demands.find(({ name }) => name === demand.name);
    return (
      same !== undefined &&
      demand.shape === 'list' &&
      same.shape === 'list' &&
      scopesOf(demand) === scopesOf(same)
    );
  });
}

function scopesOf({ scopes }: Alternative['demands'][number]): string {
  return JSON.stringify(scopes.map(({ name }) => name).sort());
}

function report(
  { change }: OpenApiContext,
  owner: string,
  alternative: Alternative,
  enough: Alternative,
): Report {
  const names = ({ demands }: Alternative) => demands.map(({ name }) => `"${name}"`).join(' and ');
  const [first] = alternative.demands;
  const isSame = enough.demands.length === alternative.demands.length;
  const message = isSame
    ? `A requirement of ${owner} says ${names(alternative)} a second time: can it go?`
    : `A requirement of ${owner} demands ${names(alternative)}, while ${names(enough)} alone is enough: is the stricter one meant to matter?`;
  const [other] = enough.demands;
  return {
    at: first === undefined ? placeOf(alternative.part) : keyPlace(first.field),
    message,
    related: other === undefined ? [] : [{ ...keyPlace(other.field), message: 'enough by itself' }],
    unnecessary: true,
    fixes: [
      ...fix(
        `Delete the requirement that never matters`,
        isSame ? 'safe' : 'review',
        change.removeItem(alternative.part),
      ),
      ...(isSame ? [] : fix('Delete the one that is enough', 'review', change.removeItem(enough.part))),
    ],
  };
}
