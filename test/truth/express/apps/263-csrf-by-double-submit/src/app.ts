import cookieParser from 'cookie-parser';
import express, { type Express } from 'express';
import type { Config } from './config.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { LoginModule } from './login/login.module.js';
import { CookieSigner } from './security/cookie-signer.js';
import { CsrfProtection } from './security/csrf.js';
import { SessionGuard } from './security/session.guard.js';
import { problemHandler } from './problems.js';

export class App {
  readonly express: Express = express();
  private readonly signer: CookieSigner;

  constructor(private readonly config: Config) {
    this.signer = new CookieSigner(config.cookieKey);
    this.useMiddleware();
    this.useModules();
    this.express.use(problemHandler);
  }

  private useMiddleware(): void {
    this.express.use(cookieParser());
    this.express.use(express.json());
  }

  private useModules(): void {
    const guard = new SessionGuard(this.signer, this.config.sessionCookie);
    const csrf = new CsrfProtection(this.config.csrfCookie);
    const modules = [new LoginModule(this.signer, this.config), new AccountsModule(guard, csrf)];
    modules.forEach((module) => this.express.use(module.prefix, module.routes()));
  }
}
