exports.routes = [
  ['get', '/belts', (req, res) => res.json(['white'])],
  ['put', '/belts/:name', (req, res) => res.json({ by: req.who.sub })],
];
