for (name of ['orders', 'parts']) app.get(`${base}/${name}`, needsKey, (req, res) => res.json([]));

app.get('/health', (req, res) => res.json({ ok: true }));

reports.get('/daily', global.needsKey, attempt(async () => []));
reports.get('/open', attempt(async () => ({ open: true })));
reports.get(
  '/broken',
  attempt(async () => {
    throw Object.assign(new Error('no report'), { status: 404 });
  }),
);
