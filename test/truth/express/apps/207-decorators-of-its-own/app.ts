import express from 'express';
import { routerOf } from './src/framework';
import { FilmController } from './src/films/film.controller';
import { ReviewController } from './src/reviews/review.controller';
import { problemHandler } from './src/problem';

const app = express();
app.use(express.json());
for (const controller of [new FilmController(), new ReviewController()]) {
  app.use(routerOf(controller));
}
app.use(problemHandler);
app.listen(3000);
