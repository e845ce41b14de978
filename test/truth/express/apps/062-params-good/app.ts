import express, { Router } from 'express';

const teams = Router();
const members = Router({ mergeParams: true });
const keys: Record<string, string | undefined> = { red: 'r', blue: 'b' };

members.use((req, res, next) => {
  const { team } = req.params as { team: string };
  if (keys[team] === undefined) {
    res.status(404).json({ error: 'no such team' });
  } else if (req.get('x-team-key') !== keys[team]) {
    res.status(401).json({ error: 'wrong key' });
  } else {
    next();
  }
});
members.get('/', (_req, res) => void res.json([]));
members
  .route('/:name')
  .all((_req, res, next) => { res.vary('x-team-key'); next(); })
  .get((req, res) => void res.json(req.params))
  .all((_req, res) => void res.status(405).set('Allow', 'GET').end());

teams.param('team', (req, _res, next, team: string) => {
  (req as any).team = team.toLowerCase();
  next();
});
teams.get('/:team', (req, res) => void res.json({ team: (req as any).team }));
teams.use('/:team/members', members);

const app = express();
app.use('/teams', teams);
export default app;
