import { type Region, regionNames } from "tenfold/recognize";

export interface RegionChoiceProps {
  readonly region: Region | undefined;
  onChoose(region: Region | undefined): void;
}

const inEnglish = new Intl.DisplayNames(["en"], { type: "region" });

/** Where the person who wrote learned to write, where that is known: a stroke with a flag is a 1 in Switzerland and a 7 in the United States. */
export function RegionChoice({ region, onChoose }: RegionChoiceProps) {
  return (
    <label>
      Who wrote it
      <select
        name="region"
        value={region ?? ""}
        onChange={({ currentTarget }) => onChoose(regionNames.find((name) => name === currentTarget.value))}
      >
        <option value="">not known</option>
        <optgroup label="Learned to write in">
          {regionNames.map((name) => (
            <option key={name} value={name}>
              {inEnglish.of(name)}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
