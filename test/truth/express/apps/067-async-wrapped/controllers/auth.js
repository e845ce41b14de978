const { promisify } = require('util');
const jwt = require('jsonwebtoken');
const catchAsync = require('../utils/catch-async');
const AppError = require('../utils/app-error');

exports.protect = catchAsync(async (req, res, next) => {
  let token;
  if (req.headers.authorization && req.headers.authorization.startsWith('Bearer')) {
    token = req.headers.authorization.split(' ')[1];
  }
  if (!token) {
    return next(new AppError('You are not logged in! Please log in to get access.', 401));
  }
  const decoded = await promisify(jwt.verify)(token, 'tours');
  req.user = { id: decoded.id, role: decoded.role };
  next();
});

exports.restrictTo = (...roles) => (req, res, next) => {
  if (!roles.includes(req.user.role)) {
    return next(new AppError('You do not have permission to perform this action', 403));
  }
  next();
};
