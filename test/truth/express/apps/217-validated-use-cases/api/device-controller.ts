import type { Router } from 'express';
import { z } from 'zod';
import type { Device } from '../domain/device.js';
import { DomainError } from '../domain/errors.js';
import type { Repository } from '../domain/repository.js';
import { Controller } from './controller.js';
import { tokenAuth } from './token-auth.js';
import { validated } from './validated.js';

const NewDevice = z.object({ label: z.string().min(1).max(40) });
const ById = z.object({ id: z.string().regex(/^d\d+$/) });

export class DeviceController extends Controller {
  constructor(private readonly devices: Repository<Device>) { super(); }

  protected build(router: Router): Router {
    router.get('/ping', (_req, res) => { res.send('pong'); });
    router.use('/devices', tokenAuth);
    router.get('/devices', this.run(this.list));
    router.post('/devices', validated({ body: NewDevice }), this.run(this.add, 201));
    router.get('/devices/:id', validated({ params: ById }), this.run(this.one));
    return router;
  }

  private list(_input: unknown, user: string) {
    return this.devices.list(({ owner }) => owner === user);
  }

  private add({ body }: { body: z.infer<typeof NewDevice> }, owner: string) {
    return this.devices.save({ id: `d${Date.now()}`, owner, ...body });
  }

  private async one({ params }: { params: z.infer<typeof ById> }, user: string) {
    const device = await this.devices.find(params.id);
    if (!device) throw new DomainError('not-found', 'no such device');
    if (device.owner !== user) throw new DomainError('forbidden', 'not yours');
    return device;
  }
}
