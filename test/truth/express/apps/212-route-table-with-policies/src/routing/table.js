import * as articles from '../handlers/articles.js';

export const table = {
  'GET /articles': ['open', articles.list],
  'GET /articles/:slug': ['reader', articles.show],
  'PUT /articles/:slug': ['editor', articles.edit],
  'GET /archive/:year(\\d{4})': ['reader', articles.archive],
};
