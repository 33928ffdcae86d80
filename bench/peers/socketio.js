// A room server with socket.io, as its guide shows one; WebSocket only.
const { createServer } = require("node:http");
const { Server } = require("socket.io");
const { saver } = require("./saving.js");

const save = saver();
const http = createServer();
const io = new Server(http, { transports: ["websocket"] });

io.on("connection", (socket) => {
  socket.on("join", (room) => {
    socket.data.room = room;
    socket.join(room);
    socket.emit("joined");
  });
  socket.on("post", async (text) => {
    if (save) await save(socket.data.room, text);
    io.to(socket.data.room).emit("message", text);
  });
});
http.listen(+process.env.PORT, "127.0.0.1");
