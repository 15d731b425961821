import { readFileSync, writeFileSync } from "node:fs";

const MB = 2 ** 20;

/** The memory of a browser's largest page process, on Linux: at its peak since it was begun to be watched, all of it and without what files are mapped into it. */
export async function watchRenderer(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, "5"); // the peak counts from here on
  let own = 0;
  const look = () => {
    own = Math.max(own, ...pids.map((pid) => kilobytes(pid, "RssAnon") + kilobytes(pid, "RssShmem")));
  };
  const timer = setInterval(look, 20);
  return () => {
    look();
    clearInterval(timer);
    return { all: (Math.max(...pids.map((pid) => kilobytes(pid, "VmHWM"))) * 1024) / MB, own: (own * 1024) / MB };
  };
}

function kilobytes(pid, name) {
  try {
    return Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0; // it has ended
  }
}
