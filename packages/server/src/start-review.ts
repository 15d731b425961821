import { InputError } from "tenfold/errors";
import { pageDecoder } from "tenfold/node";
import { appFolder } from "./app-folder.js";
import { listening } from "./listening.js";
import { type ReviewSource, reviewApp } from "./review-app.js";
import { serviceLog } from "./service-log.js";
import type { RunningServer } from "./start-server.js";

export interface ReviewServerOptions extends Omit<ReviewSource, "decoder"> {
  /** Any that is free unless told. */
  readonly port?: number | undefined;
}

/**
 * Shows the review page over something that was read, on this machine alone.
 *
 * @throws InputError when the port is taken, or the app's pages are not there
 */
export async function startReview({ port = 0, ...source }: ReviewServerOptions): Promise<RunningServer> {
  if (appFolder() === undefined) throw new InputError("the app's pages are not built; npm run build makes them");
  const decoder = pageDecoder({ processes: 2 });
  try {
    const app = await reviewApp({ ...source, decoder }, serviceLog());
    const address = await listening(app, "127.0.0.1", port);
    return {
      address,
      async stop() {
        await app.close();
        decoder.close();
      },
    };
  } catch (error) {
    decoder.close();
    throw error;
  }
}
