// eslint-disable-next-line no-unused-vars
export const onError = (logger) => (err, req, res, next) => {
  logger.error(err.stack);
  const { statusCode = 500, message } = err;
  res.status(statusCode).json({ error: statusCode >= 500 ? 'Something broke' : message });
};
