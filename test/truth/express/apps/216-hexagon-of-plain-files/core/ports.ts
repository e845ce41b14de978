export interface User { readonly id: string; readonly email: string; readonly hash: string; readonly version: number }
export interface Users { byEmail(email: string): Promise<User | null>; byId(id: string): Promise<User | null>; add(user: User): Promise<void> }
export interface Hasher { hash(plain: string): Promise<string>; matches(plain: string, hash: string): Promise<boolean> }
export interface Issuer { issue(kind: 'access' | 'refresh', user: User): string; open(kind: 'access' | 'refresh', token: string): { id: string; version: number } }
