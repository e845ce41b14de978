import type { Request, Response } from 'express';
import type { Cradle } from '../container.js';

export class StaffController {
  constructor(private readonly deps: Cradle) {}
  report = (_req: Request, res: Response) => { res.json({ env: this.deps.config.env }); };
  close = (_req: Request, res: Response) => { res.status(202).end(); };
}
