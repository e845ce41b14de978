const articles = new Map([['hello', { slug: 'hello', text: 'world' }]]);

export const list = (req, res) => res.json([...articles.keys()]);
export const show = (req, res) => {
  const found = articles.get(req.params.slug);
  return found ? res.json(found) : res.status(404).json({ error: 'no such article' });
};
export const edit = (req, res) => {
  articles.set(req.params.slug, { slug: req.params.slug, ...req.body });
  res.json(articles.get(req.params.slug));
};
export const archive = (req, res) => res.json({ year: req.params.year });
