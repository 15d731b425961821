import { tidy } from "../edit/template-units.js";

export interface BoxInputsProps {
  /** What each number is called. */
  readonly names: readonly string[];
  readonly values: readonly number[];
  readonly grain: number;
  readonly units: string;
  onChange(values: readonly number[]): void;
}

/** Measures as numbers. */
export function BoxInputs({ names, values, grain, units, onChange }: BoxInputsProps) {
  return (
    <div class="measures">
      {names.map((name, at) => (
        <label key={name}>
          {name}
          <input
            type="number"
            inputMode="decimal"
            step={grain}
            value={values[at]}
            aria-label={`${name}, ${units}`}
            onChange={({ currentTarget }) => {
              const number = currentTarget.valueAsNumber;
              if (!Number.isNaN(number)) onChange(values.map((value, own) => (own === at ? tidy(number, grain) : value)));
            }}
          />
        </label>
      ))}
    </div>
  );
}
