const express = require('express');
const asyncHandler = require('express-async-handler');
const jwt = require('jsonwebtoken');
const app = express();
const protect = asyncHandler(async (req, res, next) => {
  let token;
  if (req.headers.authorization && /^bearer /i.test(req.headers.authorization)) {
    try {
      token = req.headers.authorization.split(' ')[1];
      req.user = jwt.verify(token, 'secret');
      return next();
    } catch (error) {
      res.status(401);
      throw new Error('Not authorized, token failed');
    }
  }
  if (!token) {
    res.status(401);
    throw new Error('Not authorized, no token');
  }
});
const errorHandler = (err, req, res, next) => {
  const statusCode = res.statusCode === 200 ? 500 : res.statusCode;
  res.status(statusCode).json({ message: err.message });
};
app.get('/open', (req, res) => res.send('open'));
app.get('/goals', protect, (req, res) => res.json([]));
app.use(errorHandler);

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
