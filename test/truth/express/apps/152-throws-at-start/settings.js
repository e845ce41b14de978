const fail = (message) => {
  throw new TypeError(message);
};

exports.check = (settings) => {
  if (typeof settings.port !== 'number') fail('a port is a number');
  return settings;
};

exports.checked = (settings) => {
  try {
    return exports.check(settings);
  } catch {
    return null;
  }
};
