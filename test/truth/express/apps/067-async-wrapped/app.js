const express = require('express');
const AppError = require('./utils/app-error');
const catchAsync = require('./utils/catch-async');
const authController = require('./controllers/auth');
const tours = require('./routes/tours');
const globalErrorHandler = require('./controllers/error');

const app = express();
app.use(express.json({ limit: '10kb' }));
app.use((req, res, next) => {
  req.requestTime = Date.now();
  next();
});
app.use('/api/v1/tours', tours);
app.get('/api/v1/me', authController.protect, catchAsync(async (req, res) => {
  res.status(200).json({ status: 'success', data: req.user });
}));
app.all('*', (req, res, next) => {
  next(new AppError(`Can't find ${req.originalUrl} on this server!`, 404));
});
app.use(globalErrorHandler);
module.exports = app;
