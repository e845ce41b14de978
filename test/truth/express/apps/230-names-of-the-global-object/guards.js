needsKey = function (req, res, next) {
  if (req.get('x-key') !== (process.env.API_KEY || 'k-1')) return res.status(401).json({ error: 'key' });
  next();
};

global.reports = express.Router();
