// What a program allows browsers on other origins: its calls of cors(), and the headers that it writes itself.
import { type Met, type ModuleTexts, perModule } from '../../kinds/express/program/everything';
import { stringOf, type Value } from '../../kinds/express/values';
import type { Expression, FunctionNode } from '../../syntax/js/tree';
import { type Place, samePlace } from '../../text/span';
import type { ExpressContext } from '../express-rule';
import { textsIn } from './text-lists';

/** A call of `cors(options)`. */
export type CorsCall = {
  readonly options: Value | undefined;
  readonly at: Place;
  /** The options, or the parentheses where there are none. */
  readonly optionsAt: Place;
};

/** All calls of cors() in the program, with what they were given when it started, where they ran then. */
export function corsCalls(context: ExpressContext): readonly CorsCall[] {
  const { calls } = context.layer.program.run;
  return context.callsOf('cors').flatMap((call): CorsCall[] => {
    if (call.callee.kind !== 'package' || call.callee.path.some((name) => name !== 'default')) return [];
    const runs = calls.filter(({ at }) => samePlace(at, call.at));
    const args = runs.length === 1 ? runs[0]?.args : call.args;
    return [{ options: args?.[0], at: call.at, optionsAt: call.argPlaces[0] ?? call.argsAt }];
  });
}

/** A header `Access-Control-…` that a function of the program sets. */
export type WrittenCors = {
  /** In small letters, without `access-control-`. */
  readonly name: string;
  readonly text: string;
  readonly at: Place;
  readonly node: Expression;
  /** The functions around it, the innermost last. */
  readonly within: readonly FunctionNode[];
  /** The innermost of them; where there is none, the object that it stands in. */
  readonly group: Expression | undefined;
};

const SETTING = /^(?:set|header|setHeader|append|appendHeader)$/;
const PREFIX = 'access-control-';
const MENTION = /access-control-/i;

/** All such headers whose value is a text that is known. */
export function writtenCors({ everything }: ExpressContext): readonly WrittenCors[] {
  return everything.mentions(MENTION) ? everything.modules.flatMap(writtenIn) : [];
}

const writtenIn = perModule((texts): readonly WrittenCors[] => {
  const found: WrittenCors[] = [];
  texts.each(['call', 'object'], (met) => {
    const { node } = met;
    if (node.kind === 'call') {
      const [name, value] = node.args;
      if (node.callee.kind !== 'member' || !SETTING.test(node.callee.name)) return;
      if (name === undefined || value === undefined || name.kind === 'spread' || value.kind === 'spread')
        return;
      found.push(...written(texts, stringOf(texts.evaluate(name, met.scope)), value, met));
    } else {
      for (const one of node.of) {
        if (one.kind !== 'property' || one.key.kind !== 'name' || one.key.name.length < PREFIX.length)
          continue;
        found.push(...written(texts, one.key.name, one.value, met));
      }
    }
  });
  return found;
});

function written(
  { evaluate }: ModuleTexts,
  name: string | null,
  node: Expression,
  met: Met,
): readonly WrittenCors[] {
  const lower = name?.toLowerCase() ?? '';
  if (!lower.startsWith(PREFIX)) return [];
  const text = textOf(evaluate(node, met.scope));
  if (text === null) return [];
  const { scope, within } = met;
  const group = within.at(-1) ?? (met.node.kind === 'object' ? met.node : undefined);
  return [
    {
      name: lower.slice(PREFIX.length),
      text,
      at: { file: scope.file, span: node.span },
      node,
      within,
      group,
    },
  ];
}

/** A text, a truth value as a header shows it, or several texts in a list. */
function textOf(value: Value): string | null {
  if (value.kind === 'boolean') return String(value.value);
  return value.kind === 'string' ? value.value : (listOf(value)?.join(', ') ?? null);
}

/** The texts of an option that is one text with commas or a list of texts; `null` where they are not all known. */
export function listOf(value: Value): readonly string[] | null {
  if (value.kind === 'string') return value.value.split(',').map((one) => one.trim());
  return textsIn(value);
}
