const express = require('express');
const cookieParser = require('cookie-parser');
const csrf = require('csurf');
const app = express();
app.use(cookieParser());
app.use(csrf({ cookie: true }));
app.get('/form', (req, res) => res.json({ csrfToken: req.csrfToken() }));
app.post('/process', (req, res) => res.send('data is being processed'));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
