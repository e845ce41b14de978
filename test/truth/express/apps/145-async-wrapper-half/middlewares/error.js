const ApiError = require('../utils/ApiError');
const httpStatus = require('../utils/httpStatus');

const errorConverter = (err, req, res, next) => {
  let error = err;
  if (!(error instanceof ApiError)) {
    const statusCode = error.statusCode || httpStatus.INTERNAL_SERVER_ERROR;
    error = new ApiError(statusCode, error.message, false, err.stack);
  }
  next(error);
};

const errorHandler = (err, req, res, next) => {
  const { statusCode, message } = err;
  res.status(statusCode).send({ code: statusCode, message });
};

module.exports = { errorConverter, errorHandler };
