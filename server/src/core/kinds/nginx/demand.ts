// What a block demands as users are shown it: its guards, or else what its rewrite directives let nobody pass without.
import type { Files } from '../../model/files';
import { OPEN, type Requirement } from '../../model/requirement';
import type { Place } from '../../text/span';
import { placeOf } from './config/lines';
import { isLocation, type Location, outward, type Server } from './config/scopes';
import { decide } from './decide';
import { conditionText } from './engine/rewrite';
import type { NginxLayer } from './layer';
import { requirementOf } from './requirement';
import { requestAt, requestFor } from './samples';

/** A refusal by `return` needs no file. */
const NO_FILES: Files = {
  read: () => null,
  stat: () => null,
  peek: () => null,
  glob: () => null,
  jsParser: () => null,
};

/**
 * The requirement of a location or server. Where no guard asks for anything, a request without credentials that a
 * `return` refuses all the same shows which condition has to be passed.
 */
export function demandOf(layer: NginxLayer, block: Location | Server): Requirement {
  const requirement = requirementOf(block);
  if (requirement.kind !== 'open' || !mayRefuse(block)) return requirement;
  const { configuration } = layer;
  const request = isLocation(block) ? requestFor(configuration, block) : requestAt(configuration, block, '/');
  const outcome = request === null ? null : decide(layer, request, NO_FILES).outcome;
  if (outcome?.kind !== 'challenged' && outcome?.kind !== 'forbidden') return OPEN;
  return outcome.at === null ? OPEN : refusal(block, outcome.status, outcome.at);
}

/** Whether a rewrite directive of the block, or of one around it, may answer instead. */
function mayRefuse(block: Location | Server): boolean {
  return [...outward(block)].some(({ own }) => own.has('if') || own.has('return'));
}

/** The condition under which a `return` refuses; one without any refuses everybody. */
function refusal(block: Location | Server, status: number, at: Place): Requirement {
  for (const scope of outward(block)) {
    for (const line of scope.ifs.keys()) {
      const { span } = line.node;
      if (line.file !== at.file || at.span.start < span.start || at.span.end > span.end) continue;
      const what = `passing if ${conditionText(line)}`;
      return { kind: 'check', scheme: { kind: 'custom', what }, detail: null, scopes: [], at: placeOf(line) };
    }
  }
  return { kind: 'closed', why: `returns ${status}`, at };
}
