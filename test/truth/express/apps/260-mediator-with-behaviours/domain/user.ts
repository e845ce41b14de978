export type User = { readonly id: string; readonly roles: readonly string[] };
export const ANONYMOUS: User = Object.freeze({ id: '', roles: [] });
