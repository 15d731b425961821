import { commonOptions, type FieldSpec, fieldKinds } from "tenfold/recognize";
import { allowedFrom, optionFrom, optionText, wordsIn } from "../edit/option-text.js";

export interface KindChoiceProps {
  readonly field: FieldSpec;
  onChange(field: FieldSpec): void;
}

/** What is written in a field: its kind, the kind's options, and the values that are allowed. */
export function KindChoice({ field, onChange }: KindChoiceProps) {
  const { kind: name, ...options } = typeof field === "string" ? { kind: field } : (field as { kind: string } & Record<string, unknown>);
  const kind = fieldKinds.find((one) => one.name === name);
  const change = (next: Readonly<Record<string, unknown>>) => {
    const told = Object.entries(next).filter(([, value]) => value !== undefined);
    onChange(told.length === 0 ? name : ({ kind: name, ...Object.fromEntries(told) } as FieldSpec));
  };
  const allowed = Array.isArray(options.allowed) ? options.allowed.join("\n") : optionText(options.allowed);
  return (
    <>
      <label>
        What is written there
        <select value={name} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          {fieldKinds.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </select>
        {kind && <small>{kind.description}</small>}
      </label>
      <details open={Object.keys(options).length > 0}>
        <summary>Options of this kind, allowed values</summary>
        <div class="item-options">
          {Object.entries(kind?.options ?? {}).map(([option, sentence]) => (
            <OptionInput
              key={`${name} ${option}`}
              name={option}
              sentence={sentence}
              value={options[option]}
              onChange={(value) => change({ ...options, [option]: value })}
            />
          ))}
          <label>
            Allowed values, one a line
            <textarea
              rows={2}
              value={allowed}
              onChange={({ currentTarget }) => change({ ...options, allowed: allowedFrom(currentTarget.value) })}
            />
            <small>{commonOptions.allowed}</small>
          </label>
        </div>
      </details>
    </>
  );
}

interface OptionInputProps {
  readonly name: string;
  readonly sentence: string;
  readonly value: unknown;
  onChange(value: unknown): void;
}

function OptionInput({ name, sentence, value, onChange }: OptionInputProps) {
  if (sentence.startsWith("true ")) {
    return (
      <label class="check">
        <input type="checkbox" checked={value === true} onChange={({ currentTarget }) => onChange(currentTarget.checked || undefined)} />
        <span>
          {name} <small>{sentence}</small>
        </span>
      </label>
    );
  }
  const words = wordsIn(sentence);
  return (
    <label>
      {name}
      <input
        type="text"
        value={optionText(value)}
        list={words.length > 0 ? `words of ${name}` : undefined}
        onChange={({ currentTarget }) => onChange(optionFrom(currentTarget.value))}
      />
      {words.length > 0 && (
        <datalist id={`words of ${name}`}>
          {words.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
      <small>{sentence}</small>
    </label>
  );
}
