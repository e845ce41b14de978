exports.list = (req, res) => { res.json([]); };
exports.remove = async function remove(req, res) { res.sendStatus(204); };
