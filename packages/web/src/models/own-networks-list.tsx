import { useEffect, useState } from "preact/hooks";
import { forgetOwnNetwork, ownNetwork, ownNetworkNames } from "../kept/own-networks.js";
import { forgetJudge } from "../page-reading.js";
import { save } from "../parts/save.js";

/** The networks that this browser keeps: to draw with, to save, to forget. */
export function OwnNetworks() {
  const [names, setNames] = useState<readonly string[]>([]);
  const look = () => void ownNetworkNames().then(setNames);
  useEffect(look, []);
  const forget = async (name: string) => {
    await forgetOwnNetwork(name);
    forgetJudge(name);
    look();
  };
  if (names.length === 0)
    return (
      <p class="hint">
        None yet: <a href="#teach">teach one</a>, or bring a model file in <a href="#draw">Draw</a>.
      </p>
    );
  return (
    <ul class="own-networks">
      {names.map((name) => (
        <li key={name}>
          <strong>{name}</strong>
          <span class="deeds">
            <a class="button" href={`#draw?network=${encodeURIComponent(name)}`} aria-label={`Draw with ${name}`}>
              Draw
            </a>
            <button
              type="button"
              aria-label={`Save ${name}`}
              onClick={() => void ownNetwork(name).then((bytes) => save(`${name}.safetensors`, bytes, "application/octet-stream"))}
            >
              Save
            </button>
            <button type="button" aria-label={`Forget ${name}`} onClick={() => void forget(name)}>
              Forget
            </button>
          </span>
        </li>
      ))}
    </ul>
  );
}
