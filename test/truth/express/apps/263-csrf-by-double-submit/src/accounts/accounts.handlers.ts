import type { Request, Response } from 'express';
export function overview(_req: Request, res: Response) { res.json({ customer: res.locals.customer, balance: 10 }); }
export function transfer(req: Request, res: Response) { res.status(201).json(req.body); }
