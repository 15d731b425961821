import { dirname } from "node:path";
import type { KnownSet } from "tenfold/node";
import type { Got } from "tenfold-works/sets";

/** What `data get` says. */
export function gotText({ name, files, note }: Got, set: KnownSet | undefined): string {
  if (note) return `${note}\n`;
  const [first] = files;
  return `${name} is in ${first ? dirname(first) : "the cache"}\nLicense: ${set?.license}. ${set?.source}\n`;
}
