// Inserts a message and waits for its commit, as a fair peer does; or nothing, if bare.
const { Pool } = require("pg");

exports.saver = () => {
  if (!process.env.SAVE_IN) return null;
  const [host, database] = process.env.SAVE_IN.split(",");
  const pool = new Pool({ host, database, user: "postgres", max: 20 });
  const query = {
    name: "save",
    text: "INSERT INTO peer_message (room, body) VALUES ($1, $2)",
  };
  return (room, body) => pool.query({ ...query, values: [room, body] });
};
