import { Router, type Request, type Response } from 'express';

export class NotesController {
  base = '/notes';
  routes(): Router {
    const router = Router();
    router.route('/').get(this.list).post(this.add);
    router.get('/:id', this.one);
    return router;
  }
  private list(_req: Request, res: Response) {
    res.json([]);
  }
  private add(_req: Request, res: Response) {
    res.status(201).json({});
  }
  private one(req: Request, res: Response) {
    res.json({ id: req.params.id });
  }
}
