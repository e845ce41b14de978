let down = true;
exports.mode = 'down';
exports.isDown = () => down;
exports.switchOff = () => { down = false; exports.mode = 'up'; };
