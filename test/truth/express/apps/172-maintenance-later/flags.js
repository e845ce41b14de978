let down = false;
exports.mode = 'up';
exports.isDown = () => down;
exports.switchOn = () => { down = true; exports.mode = 'down'; };
