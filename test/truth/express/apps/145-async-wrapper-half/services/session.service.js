const ApiError = require('../utils/ApiError');
const httpStatus = require('../utils/httpStatus');

const sessions = new Map();
sessions.set('s-1', { userId: 1, rights: ['getUsers'] });

const findSession = async (id) => {
  const session = sessions.get(id);
  if (!session) {
    throw new ApiError(httpStatus.UNAUTHORIZED, 'Please authenticate');
  }
  return session;
};

module.exports = { findSession };
