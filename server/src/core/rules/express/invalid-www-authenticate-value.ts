// express/invalid-www-authenticate-value: what the program writes as a challenge is none, or never reaches the client.
import type { Report, Witness } from '../../findings/finding';
import type { Change } from '../../kinds/express/edits';
import type { Expression } from '../../syntax/js/tree';
import { type Place, samePlace } from '../../text/span';
import { type ExpressContext, expressRule, fixOf } from '../express-rule';
import { type ChallengeFault, challengeFault, faultInWords } from '../express-shared/challenge-syntax';
import { answersTo } from '../express-shared/ends';
import {
  sentBefore,
  textsOfHeader,
  type WrittenHeader,
  writtenChallenges,
} from '../express-shared/written-headers';

export const rule = expressRule({
  id: 'express/invalid-www-authenticate-value',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The value of WWW-Authenticate is no challenge, or the header is not the one that a 401 needs.',
  *check(context) {
    for (const header of writtenChallenges(context)) {
      const { file } = header.valueAt;
      for (const { text, node } of textsOfHeader(header)) {
        const fault = challengeFault(text);
        if (fault !== null) yield* valueReport(context, text, fault, node, { file, span: node.span });
      }
      const late = header.name === 'www-authenticate' ? sentBefore(context, header) : null;
      if (late !== null) yield lateReport(header, late);
    }
    yield* proxyReports(context);
  },
});

function* valueReport(
  context: ExpressContext,
  text: string,
  fault: ChallengeFault,
  node: Expression,
  at: Place,
): Generator<Report> {
  const problem = faultInWords(fault);
  if (problem === null) return;
  const { what, isSure } = problem;
  yield {
    at,
    message: isSure
      ? `The challenge '${text}' cannot be read: ${what}`
      : `Is '${text}' meant as a challenge? ${what}`,
    ...(isSure
      ? { witness: witnessOf(context, text) }
      : { certainty: 'hint' as const, severity: 'info' as const }),
    fixes: fixOf('Put the value in quotes', 'safe', quoted(context, fault, node, at)),
  };
}

function quoted({ change }: ExpressContext, fault: ChallengeFault, node: Expression, at: Place): Change {
  if ((fault.kind !== 'unquoted' && fault.kind !== 'bare realm') || node.kind !== 'string') return null;
  const text = change.textOf(at);
  const end = text.charAt(0);
  const start = text.lastIndexOf(fault.value);
  if (start < 0 || fault.value.includes(',')) return null;
  const quote = end === '"' ? '\\"' : '"';
  const rest = text.slice(start + fault.value.length);
  return change.replace(at, `${text.slice(0, start)}${quote}${fault.value}${quote}${rest}`);
}

/** A request whose answer has the text as its challenge. */
function witnessOf(context: ExpressContext, text: string): Witness | null {
  for (const { trial, end } of answersTo(context)) {
    if (!end.challenges.includes(text) || end.status === null) continue;
    const { outcome } = context.decide(trial.request);
    if (outcome.kind !== 'unknown' && (outcome.challenges ?? []).includes(text)) {
      return {
        request: trial.request,
        expect: { status: outcome.status, challenges: outcome.challenges ?? [] },
      };
    }
  }
  return null;
}

function lateReport({ nameAt }: WrittenHeader, sent: Place): Report {
  return {
    at: nameAt,
    message: 'WWW-Authenticate is set when the answer is sent already, so no client gets it: set it before.',
    related: [{ ...sent, message: 'The answer is sent here.' }],
  };
}

/** A 401 with Proxy-Authenticate, which belongs to 407, and without WWW-Authenticate. */
function* proxyReports(context: ExpressContext): Generator<Report> {
  const seen: Place[] = [];
  const proxy = writtenChallenges(context).filter(({ name }) => name === 'proxy-authenticate');
  if (proxy.length === 0) return;
  for (const { trial, end, passed } of answersTo(context)) {
    if (end.status !== 401 || end.challenges.length > 0) continue;
    const [value] = passed.exchange.answerHeader('Proxy-Authenticate');
    const header = proxy.find((one) => one.value.kind === 'string' && one.value.value === value);
    if (value === undefined || header === undefined || seen.some((at) => samePlace(at, header.nameAt)))
      continue;
    const { outcome } = context.decide(trial.request);
    if (outcome.kind !== 'challenged' || outcome.challenges !== null) continue;
    seen.push(header.nameAt);
    yield {
      at: header.nameAt,
      message: `The 401 on ${trial.route.path} has Proxy-Authenticate, which belongs to the 407 of a proxy: set WWW-Authenticate.`,
      witness: { request: trial.request, expect: { status: 401, challenges: null } },
      fixes: fixOf(
        'Set WWW-Authenticate',
        'safe',
        context.change.replace(header.nameAt, "'WWW-Authenticate'"),
      ),
    };
  }
}
