// What lets requests past a guard by the begin of their path: the guard's own checks, exceptions, and its path.
import type { Change } from '../../kinds/express/edits';
import type { PathPattern } from '../../kinds/express/stack';
import type { Place } from '../../text/span';
import type { ExpressContext, PlacedHandler } from '../express-rule';
import { exceptionsOf } from './exceptions';
import { type PathCheck, pathChecksOf } from './path-checks';
import { type Loose, tightened } from './path-edges';

export type LooseCheck = Loose & {
  readonly at: Place;
  /** Whether it is compared with the path as the client sent it, not with what is behind the mount. */
  readonly isWhole: boolean;
  /** How it is written. */
  readonly written: string;
  /** The edit that makes it end where segments do. */
  readonly fix: Change;
};

/** What a guard lets through, and the paths that it lets through by their whole text. */
export type Passes = { readonly loose: readonly LooseCheck[]; readonly exact: readonly string[] };

/** All that lets requests past a guard by their path. */
export function passesOf(context: ExpressContext, placed: PlacedHandler): Passes {
  const { source } = placed.handler.behaviour;
  const checks = source.kind === 'written' ? pathChecksOf(context, source.function) : [];
  const excepted = exceptionsOf(context, placed);
  const own = checks.flatMap((check) => ownCheck(context, check));
  const others = (excepted?.list ?? []).flatMap(({ path, at, isLiteral }): LooseCheck[] => {
    if (path.kind !== 'pattern') return [];
    const loose = { how: 'pattern', text: path.source, flags: path.flags } as const;
    return [
      {
        ...loose,
        at,
        isWhole: excepted?.useOriginalUrl ?? true,
        ...patternParts(context, loose, at, isLiteral),
      },
    ];
  });
  const exact = [
    ...checks.flatMap(({ how, text }) => (how === 'equal' ? [text] : [])),
    ...(excepted?.list ?? []).flatMap(({ path }) => (path.kind === 'text' ? [path.text] : [])),
  ];
  return { loose: [...own, ...others, ...lookaheads(context, placed)], exact };
}

function ownCheck(context: ExpressContext, check: PathCheck): readonly LooseCheck[] {
  const { how, text, flags, at, isLiteral, carrier, whole } = check;
  if (how === 'equal') return [];
  const base = { how, text, flags, at, isWhole: carrier === 'originalUrl' } as const;
  if (how === 'pattern') return [{ ...base, ...patternParts(context, base, at, isLiteral) }];
  const tight = tightened(base);
  const isPlain = whole !== null && tight !== null && /\.startsWith\(/.test(context.change.textOf(whole));
  const read = context.change.textOf(check.read);
  const fix = isPlain ? context.change.replace(whole, `/${tight}/.test(${read})`) : null;
  return [{ ...base, written: check.written, fix }];
}

function patternParts(context: ExpressContext, loose: Loose, at: Place, isLiteral: boolean) {
  const tight = tightened(loose);
  const { text, flags } = loose;
  return {
    written: `/${text}/${flags}`,
    fix: isLiteral && tight !== null ? context.change.replace(at, `/${tight}/${flags}`) : null,
  };
}

/** `use(/^\/(?!login|assets).…/, guard)`: what the guard's own path leaves out, word by word. */
function lookaheads(context: ExpressContext, { layer }: PlacedHandler): readonly LooseCheck[] {
  return (layer.paths ?? []).flatMap((path) => {
    const found = path.kind === 'regexp' ? AHEAD.exec(path.source) : null;
    if (path.kind !== 'regexp' || found === null || path.at === null) return [];
    const words = (found[1] ?? '').split('|');
    if (!words.every((word) => /^[\w-]+$/.test(word))) return [];
    return words.map((word) => wordCheck(context, path, words, word));
  });
}

const AHEAD = /^\^?\\\/\(\?!(?:\(\?:)?([\w|-]+)\)?\)/;

type RegExpPath = Extract<PathPattern, { kind: 'regexp' }>;

function wordCheck(
  context: ExpressContext,
  path: RegExpPath,
  words: readonly string[],
  word: string,
): LooseCheck {
  const at = path.at ?? { file: context.layer.entry, span: { start: 0, end: 0 } };
  const rest = path.source.replace(AHEAD, '');
  const isLiteral = context.change.textOf(at).startsWith('/');
  const source = `^\\/(?!(?:${words.join('|')})(?:\\/|$))${rest}`;
  return {
    how: 'start',
    text: `/${word}`,
    flags: path.flags,
    at,
    isWhole: false,
    written: `(?!${words.join('|')})`,
    fix: isLiteral ? context.change.replace(at, `/${source}/${path.flags}`) : null,
  };
}
