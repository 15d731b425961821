import type { Evaluation } from "tenfold";

/** Which class was taken for which: rows are what stood there. Mistakes are orange, the more the stronger. */
export function ConfusionTable({
  evaluation: { confusion },
  classNames,
}: {
  readonly evaluation: Evaluation;
  readonly classNames: readonly string[];
}) {
  const most = Math.max(1, ...confusion.flatMap((row, label) => row.filter((_, predicted) => predicted !== label)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on narrow screens, also by keyboard
    <div class="confusion" tabIndex={0} role="region" aria-label="Which class was taken for which">
      <table>
        <caption>What stood there, by row, and what it was taken for</caption>
        <thead>
          <tr>
            <td />
            {classNames.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.map((row, label) => (
            <tr key={classNames[label]}>
              <th scope="row">{classNames[label]}</th>
              {row.map((count, predicted) => (
                <td
                  key={classNames[predicted]}
                  class={label === predicted ? "right" : count > 0 ? "wrong" : ""}
                  style={label !== predicted && count > 0 ? { "--share": String(0.1 + (0.35 * count) / most) } : {}}
                >
                  {count > 0 ? count : ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
