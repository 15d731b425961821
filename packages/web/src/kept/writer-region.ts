import { useState } from "preact/hooks";
import { type Region, regionNames } from "tenfold/recognize";

const KEY = "tenfold region";

let known: Region | undefined;

/** Where who writes learned to write, as somebody said on any page of this tab. */
export function useRegion(): [Region | undefined, (region: Region | undefined) => void] {
  const [region, setRegion] = useState(found);
  return [
    region,
    (next) => {
      known = next;
      try {
        if (next === undefined) sessionStorage.removeItem(KEY);
        else sessionStorage.setItem(KEY, next);
      } catch {
        // A browser that keeps nothing knows it until the page is closed.
      }
      setRegion(next);
    },
  ];
}

function found(): Region | undefined {
  try {
    const kept = sessionStorage.getItem(KEY);
    known ??= regionNames.find((name) => name === kept);
  } catch {
    // As above.
  }
  return known;
}
