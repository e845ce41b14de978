import express from 'express';
import { features } from './features';

const app = express();
app.use(express.json());
for (const feature of features) {
  app.use(feature.router);
}
app.use((_req: express.Request, res: express.Response) => {
  res.status(404).json({ title: 'Not found' });
});

export { app };
export default app;
