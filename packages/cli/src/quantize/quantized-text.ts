import { textTable } from "../text-table.js";
import type { Compared, Pair } from "./compared.js";

export interface QuantizedResult extends Compared {
  readonly file: string;
  readonly bytes: Pair;
  readonly divergence: number;
}

/** What quantizing came to, for a terminal. */
export function quantizedText({ file, bytes, accuracy, changed, images, imagesPerSecond }: QuantizedResult): string {
  const whole = (value: number) => Math.round(value).toLocaleString("en-US");
  const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
  const row = (name: string, { before, after }: Pair, show: (value: number) => string) => [name, show(before), show(after)];
  const table = textTable(
    ["", "Before", "8 bits"],
    [row("Bytes", bytes, whole), row("Accuracy", accuracy, percent), row("Images a second", imagesPerSecond, whole)],
  );
  return `${file}\n\n${table}\n${whole(changed)} of ${whole(images)} test images get another verdict.\n`;
}
