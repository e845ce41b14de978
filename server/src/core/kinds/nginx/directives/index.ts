// The directives that nginx and its modules know: where each may stand, with how many arguments, and how often.
import type { Context } from './contexts';
import { type DirectiveInfo, type DirectiveUse, directiveTable } from './table';

export { type Context, contextInside } from './contexts';
export type { DirectiveInfo, DirectiveUse } from './table';

/**
 * What is known of a directive; `null` for a name that nginx 1.22 and later, NGINX Plus and widespread modules do not have.
 * The facts on nginx 1.22 and on Debian's modules for it are those that the real nginx shows; of other modules only what
 * is sure is said, so that any arguments and all contexts may be given where the truth is narrower.
 */
export function directiveInfo(name: string): DirectiveInfo | null {
  const { byName, byPrefix } = directiveTable();
  const known = byName.get(name);
  if (known !== undefined) return known;
  const uses = byPrefix.filter(([prefix]) => name.startsWith(prefix)).map(([, use]) => use);
  return uses.length === 0 ? null : { name, uses };
}

export function isKnownDirective(name: string): boolean {
  return directiveInfo(name) !== null;
}

/** All directives that are known by their whole name. */
export function knownDirectives(): readonly DirectiveInfo[] {
  return [...directiveTable().byName.values()];
}

/** The ways in which a directive may be used in a context. */
export function usesIn(info: DirectiveInfo, context: Context): readonly DirectiveUse[] {
  return info.uses.filter((use) => use.contexts.has(context));
}

/** Whether a directive may stand in a context; if not, nginx says "directive is not allowed here". */
export function allowedIn(info: DirectiveInfo, context: Context): boolean {
  return info.uses.some((use) => use.contexts.has(context));
}

/**
 * What is wrong with a number of arguments, in words such as `takes 1 argument, not 3`; `null` where nothing is. nginx says
 * "invalid number of arguments".
 * @param context where it stands; without it, a number is right that is so anywhere
 */
export function argumentProblem(
  info: DirectiveInfo,
  count: number,
  context: Context | null = null,
): string | null {
  let applies = false;
  for (const use of info.uses) {
    if (context !== null && !use.contexts.has(context)) continue;
    if (takes(use, count)) return null;
    applies = true;
  }
  if (!applies) return null;
  const uses = context === null ? info.uses : usesIn(info, context);
  const ways = [...new Set(uses.map(describeArguments))];
  return `takes ${ways.join(' or ')}, not ${count}`;
}

/** Whether a directive may be written twice on one level; if not, nginx says "directive is duplicate". */
export function isRepeatable(info: DirectiveInfo, context: Context): boolean {
  const uses = usesIn(info, context);
  return uses.length === 0 || uses.some((use) => use.repeatable);
}

/**
 * Whether nginx could take a name and arguments for a directive in a context. `ssl reuseport` it could not: it is a part of
 * a `listen` over two lines, since the directive `ssl` is followed by `on` or `off`.
 */
export function fits(info: DirectiveInfo, args: readonly string[], context: Context): boolean {
  return usesIn(info, context).some((use) => {
    return takes(use, args.length) && (!use.flag || /^(on|off)$/i.test(args[0] ?? ''));
  });
}

function takes(use: DirectiveUse, count: number): boolean {
  return count >= use.min && (use.max === null || count <= use.max) && count !== use.not;
}

function describeArguments({ min, max, not }: DirectiveUse): string {
  const most = max ?? Number.POSITIVE_INFINITY;
  if (most === 0) return 'no arguments';
  if (max === null) return `at least ${min} ${plural(min)}`;
  if (min === max) return `${min} ${plural(min)}`;
  return `${min}${not === null && max - min > 1 ? ' to ' : ' or '}${max} arguments`;
}

function plural(count: number): string {
  return count === 1 ? 'argument' : 'arguments';
}
