import * as tenfold from "/dist/index.js";
import { fewSteps } from "/few-steps.js";

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ isolated: crossOriginIsolated, ...(await fewSteps(tenfold, data)) });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
});
