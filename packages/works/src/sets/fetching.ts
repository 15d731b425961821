import type { FetchOptions } from "tenfold/node";
import type { Host } from "../host.js";

/** Tells a host how the fetching of data goes on. */
export function fetching(host: Host): Pick<FetchOptions, "onProgress" | "notice"> {
  return {
    notice: (sentence) => host.tell(sentence),
    onProgress: (progress) => host.progress({ of: "fetching", ...progress }),
  };
}
