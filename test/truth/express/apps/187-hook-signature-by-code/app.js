const express = require('express');
const { requireSignature } = require('./signature');
const app = express();

app.use('/hooks', express.text({ type: '*/*' }), requireSignature);
app.post('/hooks/deploy', (req, res) => res.sendStatus(202));
app.get('/', (req, res) => res.send('hooks'));

module.exports = app;
if (require.main === module) app.listen(3000);
