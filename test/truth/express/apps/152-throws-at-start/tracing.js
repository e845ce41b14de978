exports.start = () => {};
throw new Error('no collector is set');
