// Headers of answers as the program writes them: by calls on `res`, and in objects of headers.
import { perModule } from '../../kinds/express/program/everything';
import type { Value } from '../../kinds/express/values';
import type { Expression } from '../../syntax/js/tree';
import type { Place } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { answersIn, isSending, type WrittenAnswer, writtenAnswers } from './answers';
import { statementsOf, surelyAhead } from './flow';

export type WrittenHeader = {
  /** In small letters. */
  readonly name: string;
  readonly nameAt: Place;
  readonly value: Value;
  readonly valueAt: Place;
  /** The expression of the value. */
  readonly node: Expression;
  /** The chain of calls that sets it; `null` in an object that stands elsewhere. */
  readonly answer: WrittenAnswer | null;
};

const SETTING = /^(?:set|header|setHeader|append|appendHeader)$/;
const AUTHENTICATE = /^(?:www|proxy)-authenticate$/i;
const SHORTEST = 'www-authenticate';

/** Every WWW-Authenticate and Proxy-Authenticate that the program writes. */
export function writtenChallenges({ everything }: ExpressContext): readonly WrittenHeader[] {
  return [...everything.modules.flatMap(inCalls), ...everything.modules.flatMap(inObjects)];
}

const inCalls = perModule((texts): readonly WrittenHeader[] =>
  answersIn(texts).answers.flatMap((answer) =>
    answer.steps.flatMap(({ name: method, args }): WrittenHeader[] => {
      const [name, value] = args;
      if (!SETTING.test(method) || name === undefined || value === undefined) return [];
      if (name.kind === 'spread' || value.kind === 'spread') return [];
      const named = texts.evaluate(name, answer.scope);
      if (named.kind !== 'string' || !AUTHENTICATE.test(named.value)) return [];
      const { file } = answer.at;
      return [
        {
          name: named.value.toLowerCase(),
          nameAt: { file, span: name.span },
          value: texts.evaluate(value, answer.scope),
          valueAt: { file, span: value.span },
          node: value,
          answer,
        },
      ];
    }),
  ),
);

const inObjects = perModule((texts): readonly WrittenHeader[] => {
  const found: WrittenHeader[] = [];
  if (!texts.mentions(/authenticate/i)) return found;
  texts.each(['object'], ({ node, scope }) => {
    for (const entry of node.of) {
      if (entry.kind !== 'property' || entry.key.kind !== 'name') continue;
      if (entry.key.name.length < SHORTEST.length || !AUTHENTICATE.test(entry.key.name)) continue;
      const { file } = scope;
      found.push({
        name: entry.key.name.toLowerCase(),
        nameAt: { file, span: entry.key.span },
        value: texts.evaluate(entry.value, scope),
        valueAt: { file, span: entry.value.span },
        node: entry.value,
        answer: null,
      });
    }
  });
  return found;
});

/** The texts of a header's value, each with the literal that it is written as, if it is one. */
export function textsOfHeader({
  value,
  node,
}: WrittenHeader): readonly { readonly text: string; readonly node: Expression }[] {
  if (value.kind === 'string') return [{ text: value.value, node }];
  if (value.kind !== 'array' || node.kind !== 'array' || value.elements.length !== node.of.length) return [];
  return value.elements.flatMap((one, i) => {
    const written = node.of[i];
    return one.kind === 'string' && written !== null && written !== undefined && written.kind !== 'spread'
      ? [{ text: one.value, node: written }]
      : [];
  });
}

/** The call that has surely sent the answer when a header is set; `null` where there is none. */
export function sentBefore(context: ExpressContext, { answer, nameAt }: WrittenHeader): Place | null {
  if (answer === null) return null;
  const { file } = nameAt;
  const sender = answer.steps.find(({ name, call }) => isSending(name) && call.span.end < nameAt.span.start);
  if (sender !== undefined) return { file, span: sender.call.span };
  const around = answer.within.at(-1);
  if (around === undefined) return null;
  const { answerAt } = writtenAnswers(context);
  for (const { statement, ahead } of statementsOf(around)) {
    const sent = statement.kind === 'expression' ? answerAt.get(statement.value) : undefined;
    if (sent?.isSent !== true) continue;
    if (surelyAhead(ahead, (node) => node === answer.node) !== null) return sent.at;
  }
  return null;
}
