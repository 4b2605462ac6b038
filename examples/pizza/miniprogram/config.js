// Where the shop's own server answers; server.py says so when it starts.
module.exports = { server: "http://127.0.0.1:9200" };
