const express = require('express');
const { expressjwt } = require('express-jwt');
const app = express();
app.use('/api', expressjwt({ secret: 'k', algorithms: ['HS256'] }));
app.get('/api/me', (req, res) => res.json(req.auth));
app.get('/', (req, res) => res.send('hi'));
app.use((err, req, res, next) => {
  console.error(err.message);
  res.status(500).json({ error: 'Something broke' });
});

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
