export class Config {
  private constructor(readonly cookieKey: string, readonly csrfCookie: string, readonly sessionCookie: string) {}
  static fromEnv(env: NodeJS.ProcessEnv): Config {
    return new Config(env.COOKIE_KEY ?? 'bank-cookie-key', env.CSRF_COOKIE ?? 'csrf', env.SESSION_COOKIE ?? 'sid');
  }
}
