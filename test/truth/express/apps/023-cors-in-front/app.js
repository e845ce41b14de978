const express = require('express');
const cors = require('cors');
const corsOptions = require('./config/cors');
const { guard } = require('./guard');
const app = express();
app.use(cors(corsOptions));
app.use(guard);
app.get('/items', (req, res) => res.json([]));

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
