import type { ConstructorOptions as PgBossOptions } from "pg-boss";

/** Statements of SQL with `$1`, `$2`, … for values; rows as objects. JSON goes in as text and comes out parsed, numbers come out as numbers. */
export interface Queries {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A PostgreSQL with Tenfold's tables: one that runs within this process, or a server. `close` it. */
export interface Database extends Queries {
  readonly kind: "embedded" | "server";
  /** As people know it: a folder, or an address without its password. */
  readonly name: string;
  /** Does work in one transaction: all of it, or nothing where it throws. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Statements without values, several at a time, as migrations have them. */
  execute(sql: string): Promise<void>;
  /** How pg-boss, which keeps the jobs, reaches it. */
  readonly forJobs: PgBossOptions;
  /**
   * Looks whether there is room on the disk for what a request brings, or for a job to be begun; a server looks to that itself.
   *
   * @throws NoRoomError where there is not
   */
  refuseWithoutRoom(asked: { readonly bytes?: number; readonly what: "request" | "job" }): Promise<void>;
  close(): Promise<void>;
}
