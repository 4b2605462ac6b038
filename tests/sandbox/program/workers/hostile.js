// A worker of the program's own, of the same mind.
const { attemptAll } = require("./attempts");

worker.onMessage(async ({ listener }) => worker.postMessage(await attemptAll(listener, "crew")));
