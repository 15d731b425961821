import { once } from "node:events";
import { connect, createServer } from "node:net";

/**
 * A way to a database that can be cut: what is sent through it then goes nowhere, and nobody is told, as where a cable is drawn.
 *
 * @returns its address, and what cuts it for so long
 */
export async function cutNetwork(address) {
  const { hostname, port, pathname, username } = new URL(address);
  const pairs = new Set();
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const pair = [near, far];
    pairs.add(pair);
    for (const socket of pair) socket.on("error", () => {}).on("close", () => pairs.delete(pair));
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far).pipe(near);
    if (isCut) for (const socket of pair) socket.pause();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const set = (isNow) => {
    isCut = isNow;
    for (const pair of pairs) for (const socket of pair) isNow ? socket.pause() : socket.resume();
  };
  return {
    address: `postgres://${username}@127.0.0.1:${server.address().port}${pathname}`,
    cut(ms) {
      set(true);
      setTimeout(() => set(false), ms);
    },
    end() {
      server.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
    },
  };
}
