const express = require('express');
const cookieParser = require('cookie-parser');
const session = require('./session');
const app = express();
app.use(express.json());
app.use(cookieParser());
app.post('/session', session.create);
app.delete('/session', session.required, session.remove);
app.get('/inbox', session.required, (req, res) => res.json({ user: req.userId }));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
