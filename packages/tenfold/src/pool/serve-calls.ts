import { errorMessage } from "./error-message.js";
import type { Answer, Job } from "./remote.js";
import type { ParentLink } from "./worker-link.js";

/** What a worker can be asked for, by name. */
export type Methods = Readonly<Record<string, (input: never) => Promise<unknown>>>;

/** The whole of a worker's program: answers calls until its end. */
export function serveCalls(parent: ParentLink, methods: Methods): void {
  const answer = (one: Answer) => parent.post(one);
  parent.listen(async (message) => {
    const { method, input } = message as Job;
    try {
      answer({ output: await methods[method]?.(input as never) });
    } catch (error) {
      answer({ error: errorMessage(error) }); // also where the output cannot be sent
    }
  });
}
