// What a handler demands of a request, found by asking it: without credentials, and with some of each kind.
import type { Requirement, Scheme } from '../../../model/requirement';
import type { Place } from '../../../text/span';
import { sentForScheme } from '../samples';
import { exampleOf, withExamples } from './examples';
import { type Act, bareProbes, type Probe, probes, refuses } from './probes';

/** The requirement of a handler that is known by what it does. */
export function demandsOf(act: Act, at: Place): Requirement {
  const bare = bareProbes(act);
  const refusing = bare.filter(refuses);
  if (refusing.length === 0) {
    const lost = bare.find(({ ending }) => ending.kind === 'unknown');
    return lost?.ending.kind === 'unknown'
      ? { kind: 'unknown', reason: lost.ending.reason, at: lost.ending.at }
      : { kind: 'open' };
  }
  const schemes = schemesOf(act, refusing);
  const checks = schemes.map(
    (scheme): Requirement => withExamples({ kind: 'check', scheme, detail: null, scopes: [], at }, act),
  );
  const [only] = checks;
  return checks.length === 1 && only !== undefined ? only : { kind: 'any', of: checks };
}

function schemesOf(act: Act, refusing: readonly Probe[]): readonly Scheme[] {
  const challenged = [
    ...new Set(refusing.flatMap(({ exchange }) => exchange.answerHeader('WWW-Authenticate'))),
  ]
    .map((challenge) => /^(basic|bearer|digest|negotiate)\b/i.exec(challenge)?.[1]?.toLowerCase())
    .flatMap((name): Scheme[] =>
      name === 'basic' || name === 'bearer' || name === 'digest' || name === 'negotiate'
        ? [{ kind: name }]
        : [],
    );
  if (challenged.length > 0) return challenged;
  const reads = new Set(refusing.flatMap(({ exchange }) => [...exchange.reads]));
  const found: Scheme[] = [];
  if (reads.has('header authorization')) found.push(authorizationScheme(act));
  for (const read of reads) {
    const [carrier, name = ''] = read.split(' ');
    if (carrier === 'header' && name !== 'authorization' && !/^(?:accept|origin|host|referer)/.test(name)) {
      found.push({ kind: 'apiKey', in: 'header', name });
    }
    if (carrier === 'cookie') found.push({ kind: 'apiKey', in: 'cookie', name });
    if (carrier === 'query' && name !== '') found.push({ kind: 'apiKey', in: 'query', name });
  }
  if (found.length > 0) return found;
  return ['session', 'isAuthenticated', 'isUnauthenticated'].some((name) => reads.has(`slot ${name}`))
    ? [{ kind: 'session', cookie: 'connect.sid' }]
    : [{ kind: 'custom', what: 'what an earlier guard finds' }];
}

/** The scheme of a handler that reads Authorization: the one with which it takes somebody, whoever that is. */
function authorizationScheme(act: Act): Scheme {
  const schemes: readonly Scheme[] = [{ kind: 'bearer' }, { kind: 'basic' }];
  const taken = (scheme: Scheme) => {
    const sent = sentForScheme(scheme, null);
    return sent !== null && probes(act, sent).some((one) => !refuses(one));
  };
  return (
    schemes.find(taken) ??
    schemes.find((scheme) => exampleOf(act, scheme) !== null) ?? { kind: 'custom', what: 'Authorization' }
  );
}
