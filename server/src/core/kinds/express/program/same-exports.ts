// Whether a module that ran again is the same to those that open it: then they need not run again.
import { samePlace } from '../../../text/span';
import { UNDEFINED, type Value } from '../values';
import type { DraftRouter } from './draft';
import type { HeardModule } from './hearing';
import type { ModuleRun } from './run';

/** Who looks at a module: routers of whose settings others asked, and whether another module sees what it is now. */
export type Looks = { readonly asked: ReadonlySet<DraftRouter>; readonly isSeen: boolean };

/**
 * Whether those that opened a module as it was then cannot tell it from what it is now. They see what it exports: words,
 * numbers, what packages export, and apps and routers, which are no more to them than their number. Nobody else may have
 * changed anything of it, so that nothing of theirs is missing in the one that ran again.
 */
export function isSameToOthers(then: ModuleRun, now: ModuleRun, { asked, isSeen }: Looks): boolean {
  const [before, heard] = [then.heard, now.heard];
  if (before === null || heard === null || !isSettled(before) || !isSettled(heard)) return false;
  if (madeBy(before).some((router) => asked.has(router))) return false;
  return sameNames(before, heard) && sameExports(then, now, isSeen);
}

/** Whether a module does nothing later, and nobody else has done anything to what is its own. */
function isSettled({ isRepeatable, held }: HeardModule): boolean {
  return isRepeatable && held.isUnchanged();
}

function madeBy({ parts }: HeardModule): readonly DraftRouter[] {
  return parts.flatMap((part) => (part.kind === 'router' ? [part.router] : []));
}

/** Whether routers are called the same: one without a name is called what others call it. */
function sameNames(then: HeardModule, now: HeardModule): boolean {
  const names = new Map(madeBy(then).map(({ id, name }) => [id, name]));
  return madeBy(now).every(({ id, name }) => !names.has(id) || names.get(id) === name);
}

function sameExports(then: ModuleRun, now: ModuleRun, isSeen: boolean): boolean {
  if (then.isEsm !== now.isEsm || then.throws !== now.throws || then.stars.length > 0 || now.stars.length > 0)
    return false;
  const [before, named] = [[...then.exported], [...now.exported]];
  if (before.length !== named.length) return false;
  const isNamedSame = named.every(([name, value], i) => {
    const [other, earlier] = before[i] ?? [];
    return name === other && earlier !== undefined && isSame(earlier(), value(), isSeen);
  });
  return isNamedSame && (isBare(then, now) || isSame(wholeOf(then), wholeOf(now), isSeen));
}

/** Whether modules with `import` and `export` put nothing on `exports` or in its place, as some do beside them. */
function isBare(...modules: readonly ModuleRun[]): boolean {
  return modules.every((module) => {
    const whole = wholeOf(module);
    return (
      module.isEsm && whole === module.environment.self && whole.kind === 'object' && whole.entries.size === 0
    );
  });
}

function wholeOf({ module }: ModuleRun): Value {
  return module.entries.get('exports') ?? UNDEFINED;
}

/** Objects in objects are compared so deep. */
const MAX_DEPTH = 4;

/**
 * Whether one value may stand for another. Objects are told apart by those that have both, so there may be nobody else
 * who sees the new one.
 */
function isSame(a: Value, b: Value, isSeen: boolean, depth = 0): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'string':
    case 'boolean':
      return b.kind === a.kind && b.value === a.value;
    case 'number':
      return b.kind === 'number' && Object.is(b.value, a.value);
    case 'null':
    case 'undefined':
      return b.kind === a.kind;
    case 'app':
    case 'router':
      return b.kind === a.kind && b.id === a.id && samePlace(b.at, a.at);
    case 'package':
    case 'global':
      return b.kind === a.kind && JSON.stringify(b) === JSON.stringify(a);
    case 'object': {
      if (
        isSeen ||
        depth > MAX_DEPTH ||
        b.kind !== 'object' ||
        a.isOpen ||
        b.isOpen ||
        a.isEsModule !== b.isEsModule
      )
        return false;
      if (a.at === null ? b.at !== null : b.at === null || !samePlace(a.at, b.at)) return false;
      const [before, entries] = [[...a.entries], [...b.entries]];
      return (
        before.length === entries.length &&
        entries.every(([name, value], i) => {
          const [other, earlier] = before[i] ?? [];
          return name === other && earlier !== undefined && isSame(earlier, value, isSeen, depth + 1);
        })
      );
    }
    default:
      return false;
  }
}
