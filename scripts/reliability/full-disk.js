import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { counted, failIf, report, untilRead } from "./counted.js";
import { makeLoad, picture } from "./sent-load.js";
import { startService } from "./start-service.js";
import { seenText, watched } from "./watched.js";

/** Documents that are not taken until the disk counts as full, and so long the service has to find that it is not any more, in seconds. */
const [REFUSED, RECOVERING] = [10, 60];

/** Sends documents until the disk is full, makes room, and looks whether all goes on; as root, on Linux. */
export async function fullDisk(scene, { megabytes = "200" }) {
  const { data, ends } = scene;
  mkdirSync(data);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", data]);
  ends.push(() => execFileSync("umount", ["-l", data]));
  const load = makeLoad();
  let service = await startService(scene);
  const end = watched(service);
  const refusals = new Map();
  // Bytes behind a picture that no database makes smaller.
  const sendOne = async () => load.send(service, Buffer.concat([await picture("94107"), randomBytes(1_000_000)]));
  for (let number = 0; number < 4000 && [...refusals.values()].reduce((sum, one) => sum + one, 0) < REFUSED; number++) {
    const status = await sendOne();
    if (status !== 202) refusals.set(status, (refusals.get(status) ?? 0) + 1);
  }
  console.log(`${load.documents.size} documents taken until the disk was full, then answers: ${JSON.stringify([...refusals])}`);
  failIf(
    [...refusals.keys()].some((status) => status !== 503 && status !== 507),
    "a full disk is answered with another status than 503 or 507",
  );
  console.log(seenText(await end()));
  execFileSync("mount", ["-o", `remount,size=${Number(megabytes) * 4}m`, data]);
  const recovered = await within(RECOVERING, () => sendOne().then((status) => status === 202));
  console.log(
    recovered === undefined
      ? `it takes no documents ${RECOVERING} s after there is room`
      : `taken again ${recovered} s after there is room`,
  );
  if (recovered === undefined) {
    await service.kill();
    service = await startService(scene);
    console.log(`started anew, a document is answered ${await sendOne()}`);
  }
  await untilRead(service);
  await service.end();
  report(await counted(load, scene));
}

/** After how many seconds something is so; undefined where it is not. */
async function within(seconds, isSo) {
  const began = performance.now();
  for (;;) {
    const passed = (performance.now() - began) / 1000;
    if (await isSo()) return passed.toFixed(1);
    if (passed > seconds) return undefined;
    await sleep(500);
  }
}
