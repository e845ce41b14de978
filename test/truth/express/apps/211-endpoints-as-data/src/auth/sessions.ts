export interface User { readonly id: string; readonly email: string }
export const sessions = new Map<string, User>(Object.entries({ 'sess-1': { id: 'p1', email: 'p1@people.example' } }));
