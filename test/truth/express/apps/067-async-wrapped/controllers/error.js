const AppError = require('../utils/app-error');

module.exports = (err, req, res, next) => {
  err.statusCode = err.statusCode || 500;
  err.status = err.status || 'error';
  let error = err;
  if (err.name === 'JsonWebTokenError') error = new AppError('Invalid token. Please log in again!', 401);
  if (err.name === 'TokenExpiredError') error = new AppError('Your token has expired!', 401);
  res.status(error.statusCode).json({ status: error.status, message: error.message });
};
