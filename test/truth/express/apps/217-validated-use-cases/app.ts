import express from 'express';
import { InMemoryRepository } from './infra/in-memory-repository.js';
import { DeviceController } from './api/device-controller.js';
import { errorMiddleware } from './api/error-middleware.js';
import type { Device } from './domain/device.js';

const repository = new InMemoryRepository<Device>([{ id: 'd1', owner: 'ann', label: 'lamp' }]);

const app = express();
app.use(express.json({ strict: true }));
app.use('/v1', new DeviceController(repository).router);
app.use(errorMiddleware);

export default app;
