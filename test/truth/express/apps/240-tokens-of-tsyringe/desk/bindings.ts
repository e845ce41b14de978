import { container } from 'tsyringe';
import { KeyGuard } from './guard';
import { Keeper } from './keeper';
import { TOKENS } from './ports';
import { ExpressServer } from './server';

container.registerSingleton('Server', ExpressServer);
container.register(TOKENS.guard, { useClass: KeyGuard });
container.register(TOKENS.keeper, { useFactory: () => new Keeper(['k-31', 'k-32']) });
