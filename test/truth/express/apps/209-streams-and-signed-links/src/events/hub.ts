import { EventEmitter } from 'node:events';
import type { Response } from 'express';

export class Hub extends EventEmitter {
  attach(res: Response, topic: string): void {
    const listener = (data: unknown) => res.write(`data: ${JSON.stringify(data)}\n\n`);
    this.on(topic, listener);
    res.on('close', () => this.off(topic, listener));
  }
}
