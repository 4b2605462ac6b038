// The same as clients.mjs does, for a program that is no ES module.
const https = require("node:https");
const { request } = https;

const [url] = process.argv.slice(2);
request(url, (answer) => {
  let text = "";
  answer.on("data", (part) => (text += part));
  answer.on("end", () => console.log(JSON.stringify({ client: "required", status: answer.statusCode, text })));
})
  .on("error", (error) => console.log(JSON.stringify({ client: "required", error: `${error.code}: ${error.message}` })))
  .end();
