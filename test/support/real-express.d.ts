// What the tests use of libraries that come without types, or whose types would come with all of Node's old ones.
declare module 'path-to-regexp-0' {
  type Key = { name: string | number; optional: boolean; offset: number };
  export default function pathToRegexp(
    path: string | RegExp | readonly (string | RegExp)[],
    keys: Key[],
    options: { readonly sensitive?: boolean; readonly strict?: boolean; readonly end?: boolean },
  ): RegExp;
}

declare module 'express-4' {
  const express: import('../truth/express/real').ExpressFactory;
  export default express;
}

declare module 'express' {
  const express: import('../truth/express/real').ExpressFactory;
  export default express;
}
