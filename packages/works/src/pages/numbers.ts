import { percent as shareText } from "tenfold";

const UNKNOWN = "not a number";
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 });

/** 10000 -> "10,000". */
export function whole(value: number): string {
  return Number.isFinite(value) ? grouped.format(value) : UNKNOWN;
}

/** 11935000 -> "11.9 million". */
export function rough(value: number): string {
  return Number.isFinite(value) ? compact.format(value) : UNKNOWN;
}

/** 0.01532 -> "0.0153": three significant digits. */
export function threeDigits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : UNKNOWN;
}

/** 0.9952 -> "99.52 %": the library's `percent`, with a space that does not break. */
export function percent(share: number, decimals = 2): string {
  return unbroken(shareText(share, { decimals }));
}

/** A wanted error rate, 0.005 -> "0.5 %", with a space that does not break. */
export function errorRate(share: number): string {
  return unbroken(shareText(share, { digits: 3 }));
}

/** A text whose numbers stay on one line with their units. */
export function unbroken(text: string): string {
  return text.replace(/ (?=[±%\d])/g, "\u00a0");
}

/** 41.26 -> "41.3 s", 125 -> "2 min 5 s", 3780 -> "1 h 3 min". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return UNKNOWN;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const all = Math.round(seconds);
  if (all < 3600) return `${Math.floor(all / 60)} min ${all % 60} s`;
  return `${Math.floor(all / 3600)} h ${Math.floor((all % 3600) / 60)} min`;
}

/** `plural(1, "image")` -> "1 image", `plural(2500, "image")` -> "2,500 images". */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${whole(count)} ${count === 1 ? noun : many}`;
}
