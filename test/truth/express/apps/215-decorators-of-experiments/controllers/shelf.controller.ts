import type { Request } from 'express';
import { Controller, Delete, Get, UseGuards } from '../core/decorators';
import { JwtGuard, RoleGuard } from '../core/guards';

@Controller('/shelves')
@UseGuards(JwtGuard)
export class ShelfController {
  @Get()
  list() {
    return [{ id: 's1' }];
  }

  @UseGuards(RoleGuard('librarian'))
  @Delete('/:id')
  remove(req: Request) {
    return { removed: req.params.id };
  }
}
