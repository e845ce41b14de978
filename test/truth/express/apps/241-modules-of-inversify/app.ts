import 'reflect-metadata';
import { Container, ContainerModule, type interfaces } from 'inversify';
import { Press } from './press';
import { Logger } from './common/logger';
import { PagesController } from './pages/pages.controller';
import { TYPES } from './types';

const common = new ContainerModule((bind: interfaces.Bind) => {
  bind(TYPES.Logger).to(Logger).inSingletonScope();
  bind<string>(TYPES.Pen).toConstantValue('pen-77');
});

const container = new Container();
container.load(common);
container.bind<PagesController>(TYPES.Pages).to(PagesController);
container.bind(TYPES.Press).to(Press);

export default container.get<Press>(TYPES.Press).init();
