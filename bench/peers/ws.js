// A room server with ws: the path is the room; everybody in it gets what is said there.
const { WebSocket, WebSocketServer } = require("ws");
const { saver } = require("./saving.js");

const rooms = new Map();
const save = saver();
const server = new WebSocketServer({ port: +process.env.PORT, host: "127.0.0.1" });

server.on("connection", (socket, request) => {
  const name = request.url;
  const room = rooms.get(name) ?? rooms.set(name, new Set()).get(name);
  room.add(socket);
  socket.on("close", () => room.delete(socket));
  socket.on("error", () => room.delete(socket));
  socket.on("message", async (data) => {
    const text = data.toString();
    if (save) await save(name, text);
    for (const other of room) if (other.readyState === WebSocket.OPEN) other.send(text);
  });
});
