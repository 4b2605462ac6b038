// Fetch one address with the clients that Node comes with: node probe.cjs URL. Nothing here knows of a lane.
const https = require("node:https");
const { Worker, isMainThread } = require("node:worker_threads");

const url = process.argv[2];

function byHttps() {
  return new Promise((done, failed) => {
    const request = https.get(url, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part));
      answer.on("end", () => done({ status: answer.statusCode, text }));
    });
    request.on("error", failed);
  });
}

async function byFetch() {
  const answer = await fetch(url);
  return { status: answer.status, text: await answer.text() };
}

async function tell(client, get) {
  try {
    console.log(JSON.stringify({ client, ...(await get()) }));
  } catch (error) {
    const why = error.cause ?? error;
    console.log(JSON.stringify({ client, error: `${why.code ?? why.name}: ${why.message}` }));
  }
}

if (isMainThread) {
  tell("https", byHttps)
    .then(() => typeof fetch === "function" && tell("fetch", byFetch))
    .then(() => new Worker(__filename, { argv: [url] }));
} else {
  tell("worker thread", byHttps);
}
