const keys = [
  ["Enter", "the proposal is right, or as corrected"],
  ["0 to 9", "write over it"],
  ["Alt+1 to 3", "take another reading"],
  ["Tab", "the next one first"],
  ["U", "it cannot be read"],
  ["X", "there is no field"],
  ["Z", "take the last one back"],
  ["Space", "the field, or the whole page"],
  ["?", "these keys"],
] as const;

export function KeyHelp() {
  return (
    <dl class="keys">
      {keys.map(([key, deed]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{deed}</dd>
        </div>
      ))}
    </dl>
  );
}
