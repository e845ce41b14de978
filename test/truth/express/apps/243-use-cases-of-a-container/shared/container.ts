import { container } from 'tsyringe';
import { type Fleet, FleetInMemory } from '../modules/fleet';

container.registerSingleton<Fleet>('Fleet', FleetInMemory);
container.registerInstance('Badges', ['b-1', 'b-2']);
