import { TokenService } from './services/token.service';
import { UserRepository } from './repositories/user.repository';
import { AuthController } from './controllers/auth.controller';
import { UserController } from './controllers/user.controller';
import { AuthGuard } from './http/auth.guard';

export interface ContainerOptions {
  jwtSecret: string;
}

export function buildContainer({ jwtSecret }: ContainerOptions) {
  const users = new UserRepository();
  const tokens = new TokenService(jwtSecret);
  return {
    authGuard: new AuthGuard(tokens),
    authController: new AuthController(users, tokens),
    userController: new UserController(users),
  };
}

export type Container = ReturnType<typeof buildContainer>;
