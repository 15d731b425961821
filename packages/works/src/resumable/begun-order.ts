import { exists } from "../files/exists.js";

/** What some work is begun with, as a file of it keeps: nobody goes on with the work in another way. */
export interface Order<Begun, Asked> {
  readonly file: string;
  /** @throws FormatError when the file is damaged */
  read(): Promise<Begun>;
  /** @throws UsageError or InputError when something else is asked for than it was begun with */
  refuseOther(begun: Begun, asked: Asked): void;
}

/**
 * What the work was begun with, which is what is asked for; undefined where it is yet to be begun.
 *
 * @throws FormatError when that is damaged
 * @throws UsageError or InputError when something else is asked for
 */
export async function begunOrder<Begun, Asked>(order: Order<Begun, Asked>, asked: Asked): Promise<Begun | undefined> {
  if (!(await exists(order.file))) return undefined;
  const begun = await order.read();
  order.refuseOther(begun, asked);
  return begun;
}
