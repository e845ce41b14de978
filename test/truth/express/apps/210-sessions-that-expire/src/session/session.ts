export type Role = 'nurse' | 'doctor';
export interface Session { userId: string; role: Role; expiresAt: number }

declare module 'express-serve-static-core' {
  interface Request { currentSession?: Session; sessionId?: string }
}
