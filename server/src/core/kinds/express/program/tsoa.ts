// tsoa 4 to 6: the routes that it writes ask for the middlewares that decorators name (runtime/src/decorators/middlewares.ts).
import type { ClassMember } from '../../../syntax/js/tree';
import type { ArrayValue, ClassValue, PackageValue, Value } from '../values';
import type { CallSite } from './call';
import { allClasses, decorationsOf } from './controllers';
import type { Run } from './run';

/** `fetchMiddlewares(Users)` and `fetchMiddlewares(Users.prototype.list)`; `null` for all else. */
export function callTsoa(run: Run, callee: PackageValue, site: CallSite): Value | null {
  const isTsoa = callee.name === '@tsoa/runtime' || callee.name === 'tsoa';
  const [of] = site.given.map(({ value }) => value);
  if (run.isFrozen || !isTsoa || callee.path.at(-1) !== 'fetchMiddlewares' || of === undefined) return null;
  if (run.heard !== null) run.heard.isClean = false;
  const [one, decorators] = of.kind === 'class' ? [of, of.node.decorators] : methodOf(run, of);
  return one === null ? null : middlewaresOf(run, one, decorators);
}

type Decorators = ClassMember['decorators'];

/** The class of a method, and what stands in front of the method. */
function methodOf(run: Run, of: Value): readonly [ClassValue | null, Decorators] {
  for (const one of of.kind === 'function' ? allClasses(run) : []) {
    const member = one.node.members.find(({ value }) => of.kind === 'function' && value === of.node);
    if (member !== undefined) return [one, member.decorators];
  }
  return [null, []];
}

function middlewaresOf(run: Run, one: ClassValue, decorators: Decorators): ArrayValue {
  const all = ['tsoa', '@tsoa/runtime'].flatMap((from) => decorationsOf(run, decorators, one, from));
  const given = all.filter(({ name }) => name === 'Middlewares').flatMap((decoration) => decoration.given);
  return {
    kind: 'array',
    elements: given.flatMap((value) => (value.kind === 'array' ? value.elements : [value])),
    isOpen: false,
  };
}
