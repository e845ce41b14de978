import { registry } from '../framework/registry';
import { BookController } from './book';
import { HealthController } from './health';
[BookController, HealthController].forEach((c) => registry.add(c));
