import type { ConstructorOptions } from "pg-boss";

/** What pg-boss is opened with. */
export type PgBossOptions = ConstructorOptions;
