const { findSession } = require('../services/session.service');
const ApiError = require('../utils/ApiError');
const httpStatus = require('../utils/httpStatus');

const auth = (...requiredRights) => async (req, res, next) => {
  const session = await findSession(req.get('x-session-id'));
  const hasRights = requiredRights.every((right) => session.rights.includes(right));
  if (!hasRights) {
    return next(new ApiError(httpStatus.FORBIDDEN, 'Forbidden'));
  }
  req.session = session;
  next();
};

module.exports = auth;
