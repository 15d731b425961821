import type { PageDecoder } from "tenfold/node";
import type { JobQueue } from "tenfold-works/jobs";
import type { ReadersInUse } from "tenfold-works/learning";
import type { ListPart, ReviewDesk, SaidField } from "tenfold-works/review";
import type { Announce, Database } from "tenfold-works/store";
import type { Gate } from "./gate.js";
import type { ImageModels } from "./image-models.js";
import type { Limits } from "./limits.js";

/** What routes work with. */
export interface Service {
  readonly database: Database;
  readonly jobs: JobQueue;
  readonly readers: ReadersInUse;
  readonly decoder: PageDecoder;
  readonly models: ImageModels;
  readonly limits: Limits;
  /** How many pictures are decoded and read at a time for those who wait. */
  readonly gate: Gate;
  /** Whether this machine needs a key, too. */
  readonly keysOnly: boolean;
  /** Where uploads lie while they are read. */
  readonly uploads: string;
  /** Where people look at fields. */
  readonly desk: ReviewDesk;
  /** What they said stands in fields. */
  saidFields(part: ListPart): Promise<SaidField[]>;
  /** Tells webhooks. */
  readonly announce: Announce;
  /** Whether webhooks may be addresses of this machine and of private networks. */
  readonly privateWebhooks: boolean;
}
