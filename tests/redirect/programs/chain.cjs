// Say whether Node believes that a server is who it says: chain.cjs HOST PORT, the server being on loopback.
const tls = require("node:tls");

const [host, port] = process.argv.slice(2);
const socket = tls.connect({ host: "127.0.0.1", port: Number(port), servername: host }, () => {
  console.log("believed");
  socket.destroy();
});
socket.on("error", (error) => console.log(`refused: ${error.code} ${error.message}`));
