exports.answers = {
  NoCredentials: (res) => res.status(401).json({ error: 'key please' }),
  BadCredentials: (res, error) => res.status(401).json({ error: error.message }),
  default: (res) => res.status(500).end(),
};
