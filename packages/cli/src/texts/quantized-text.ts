import type { Compared, Pair } from "tenfold-works/models";
import { percent } from "tenfold-works/pages";
import { textTable } from "../terminal/text-table.js";

export interface QuantizedResult extends Compared {
  readonly file: string;
  readonly bytes: Pair;
  readonly divergence: number;
}

/** What quantizing came to, for a terminal. */
export function quantizedText({ file, bytes, accuracy, changed, images, imagesPerSecond }: QuantizedResult): string {
  const whole = (value: number) => Math.round(value).toLocaleString("en-US");
  const row = (name: string, { before, after }: Pair, show: (value: number) => string) => [name, show(before), show(after)];
  const table = textTable(
    ["", "Before", "8 bits"],
    [row("Bytes", bytes, whole), row("Accuracy", accuracy, percent), row("Images a second", imagesPerSecond, whole)],
  );
  return `${file}\n\n${table}\n${whole(changed)} of ${whole(images)} test images get another verdict.\n`;
}
