import type { Request, Response } from 'express';
import { Controller, Get, Post, UseGuards } from '../core/decorators';
import { JwtGuard } from '../core/guards';

@Controller('/books')
export class BookController {
  @Get()
  async list() {
    return [];
  }

  @UseGuards(JwtGuard)
  @Post()
  async add(req: Request, res: Response) {
    res.status(201).json(req.body);
  }
}
