// `explain`: who answers a request, line by line, as JSON for programs and as text for people.
import type { Expectation } from '../findings/finding';
import type { Decision, Effect, Outcome, Step } from '../model/decision';
import type { LayerRef } from '../model/layer';
import { DEFAULT_CLIENT, type Request, urlOf } from '../model/request';
import type { Place } from '../text/span';
import { expectationText } from './curl';
import { headersJson } from './json';
import type { Colour, Paint } from './paint';
import type { Source } from './source';
import { columnOf, showText } from './width';

export type Explained = {
  readonly request: Request;
  readonly decision: Decision;
  /** What was expected, and whether it came so; `null` where nothing was. */
  readonly expected: { readonly expect: Expectation; readonly met: boolean } | null;
};

/** The answers as a JSON text, version 1. */
export function explainJson(all: readonly Explained[], source: Source): string {
  const results = all.map(({ request, decision, expected }) => ({
    request: {
      method: request.method,
      url: urlOf(request),
      headers: headersJson(request.headers),
      credentials: request.credentials,
    },
    outcome: outcomeJson(decision.outcome, source),
    upstream: decision.upstream,
    steps: decision.steps.map((step) => stepJson(step, source)),
    unknown: unknownJson(decision.outcome, source),
    ...(expected === null ? {} : { met: expected.met }),
  }));
  return `${JSON.stringify({ version: 1, results }, null, 2)}\n`;
}

function outcomeJson(outcome: Outcome, source: Source) {
  const known = outcome.kind !== 'unknown';
  return {
    kind: outcome.kind,
    status: known ? outcome.status : null,
    wwwAuthenticate: known ? outcome.challenges : null,
    location: known ? outcome.location : null,
    layer: outcome.by.kind,
    ...placeJson(outcome.at, outcome.by, source),
  };
}

function stepJson({ layer, at, text, effect }: Step, source: Source) {
  return { layer: layer.kind, ...placeJson(at, layer, source), text, effect };
}

function unknownJson(outcome: Outcome, source: Source) {
  if (outcome.kind !== 'unknown') return null;
  return { reason: outcome.reason, ...placeJson(outcome.at, outcome.by, source) };
}

/** What has no line of its own is named by the file that its layer starts in. */
function placeJson(at: Place | null, layer: LayerRef, source: Source) {
  return { file: source.name(at?.file ?? layer.entry), range: at === null ? null : source.range(at) };
}

/** The answers as text: the request, the steps with their lines, and the answer. */
export function explainPretty(all: readonly Explained[], source: Source, paint: Paint): string {
  return `${all.map((one) => explainOne(one, source, paint).join('\n')).join('\n\n')}\n`;
}

const EFFECT_COLOURS: Readonly<Record<Effect, Colour>> = {
  selects: 'blue',
  allows: 'green',
  refuses: 'red',
  skips: 'dim',
  rewrites: 'blue',
  redirects: 'cyan',
  forwards: 'blue',
  answers: 'bold',
  changes: 'blue',
  unknown: 'yellow',
};

function explainOne(
  { request, decision, expected }: Explained,
  source: Source,
  paint: Paint,
): readonly string[] {
  const places = decision.steps.map(({ at, layer }) => placeText(at, layer, source));
  const width = Math.max(0, ...places.map((place) => columnOf(place, place.length)));
  const effectWidth = Math.max(0, ...decision.steps.map(({ effect }) => effect.length));
  const numberWidth = String(decision.steps.length).length;
  const steps = decision.steps.map(({ effect, text }, i) => {
    const place = places[i] ?? '';
    const number = paint.paint('dim', String(i + 1).padStart(numberWidth));
    const name = paint.paint(EFFECT_COLOURS[effect], effect.padEnd(effectWidth));
    const gap = ' '.repeat(width - columnOf(place, place.length));
    return `  ${number}  ${name}  ${paint.paint('dim', place)}${gap}  ${showText(text)}`;
  });
  return [
    paint.paint('bold', showText(requestText(request))),
    ...steps,
    outcomeText(decision, source, paint),
    ...upstreamText(decision, paint),
    ...(expected === null || expected.met
      ? []
      : [`  ${paint.paint('red', 'expected')} ${showText(expectationText(expected.expect))}`]),
  ];
}

function requestText(request: Request): string {
  const aside = [
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    ...(request.credentials === 'invalid' ? ['wrong credentials'] : []),
    ...(request.from === DEFAULT_CLIENT ? [] : [`from ${request.from}`]),
  ];
  return `${request.method} ${urlOf(request)}${aside.length === 0 ? '' : `  (${aside.join('; ')})`}`;
}

function outcomeText({ outcome }: Decision, source: Source, paint: Paint): string {
  const place = paint.paint('dim', placeText(outcome.at, outcome.by, source));
  if (outcome.kind === 'unknown') {
    return `=> ${paint.paint('yellow', 'unknown')}: ${showText(outcome.reason)}  ${place}`;
  }
  const colour: Colour = outcome.kind === 'passed' ? 'green' : outcome.kind === 'responded' ? 'bold' : 'red';
  const head = outcome.kind === 'passed' ? 'passed' : `${outcome.status} ${outcome.kind}`;
  const challenges =
    outcome.challenges?.map((value) => `  WWW-Authenticate: ${value}`) ??
    // A contract that writes no challenge down does not say that there is none.
    (outcome.kind === 'challenged' && outcome.by.kind !== 'openapi' ? ['  without WWW-Authenticate'] : []);
  const location = outcome.location === null ? [] : [`  Location: ${outcome.location}`];
  const detail = showText([...challenges, ...location].join(''));
  return `=> ${paint.paint(outcome.kind === 'redirected' ? 'cyan' : colour, head)} by ${outcome.by.kind}  ${place}${detail}`;
}

function upstreamText({ upstream }: Decision, paint: Paint): readonly string[] {
  if (upstream === null) return [];
  const got =
    upstream.authorization === null ? 'no Authorization' : `Authorization: ${upstream.authorization}`;
  return [`   ${paint.paint('dim', 'upstream')} ${showText(`${upstream.url}  ${got}`)}`];
}

function placeText(at: Place | null, layer: LayerRef, source: Source): string {
  if (at === null) return showText(source.name(layer.entry));
  const { line, column } = source.range(at).start;
  return `${showText(source.name(at.file))}:${line}:${column}`;
}
