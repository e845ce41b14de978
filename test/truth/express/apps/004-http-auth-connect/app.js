const express = require('express');
const auth = require('http-auth');
const authConnect = require('http-auth-connect');
const basic = auth.basic({ realm: 'Simon Area.' }, (username, password, callback) => {
  callback(username === 'Tina' && password === 'Bullock');
});
const app = express();
app.get('/', (req, res) => res.send('hello'));
app.use('/area', authConnect(basic));
app.get('/area', (req, res) => res.send(`Hello from express - ${req.user}!`));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
