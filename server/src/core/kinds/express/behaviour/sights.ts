// What a walk through a stack looked at in its request: requests that are alike in all of that come to the same.
import { clientKey, type HeaderLine, headerOf, type Request } from '../../../model/request';
import { joinedHeader } from './joined-header';
import type { Name } from './trace';

/** Something of a request, or that follows from the request alone. */
export type Sight = { readonly name: string; readonly nameIn: (request: Request) => Name };

export const TARGET: Sight = { name: 'target', nameIn: ({ target }) => target };
export const CLIENT: Sight = { name: 'client', nameIn: clientKey };
export const CREDENTIALS: Sight = { name: 'credentials', nameIn: ({ credentials }) => credentials };
export const BODY_LENGTH: Sight = { name: 'body length', nameIn: ({ bodyLength }) => bodyLength };

/** A header, named in lower case. */
export function headerSight(lower: string): Sight {
  return { name: `header ${lower}`, nameIn: (request) => headerIn(request, lower) ?? false };
}

/** A header that the client sent, named in lower case; `null` for none. */
export function headerIn({ headers, host }: Request, lower: string): string | null {
  return lower === 'host' ? (headerOf(headers, 'host') ?? host) : joinedHeader(headers, lower);
}

/** A request with other headers, `null` for those that are taken away; named in lower case. */
export function withHeaders(request: Request, changed: ReadonlyMap<string, string | null>): Request {
  const kept = request.headers.filter(([name]) => !changed.has(name.toLowerCase()));
  const others = [...changed].flatMap(([name, value]): HeaderLine[] =>
    value === null ? [] : [[name, value]],
  );
  return { ...request, headers: [...kept, ...others] };
}

/**
 * What is looked at on all ways of one request, in the order of its first being looked at. Who looks at the target itself
 * is alike to nobody, so that nothing more need be noted.
 */
export class Sights {
  readonly all: Sight[] = [];
  readonly #names = new Set<string>();
  #isOwn = false;

  see(sight: Sight): void {
    if (this.#isOwn || this.#names.has(sight.name)) return;
    this.#names.add(sight.name);
    if (sight === TARGET) this.#isOwn = true;
    else this.all.push(sight);
  }

  /** Whether the target itself was looked at. */
  get isOwn(): boolean {
    return this.#isOwn;
  }
}
