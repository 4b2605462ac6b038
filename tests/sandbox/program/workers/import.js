exports.go = async (address) => Object.keys(await import(address)).length;
