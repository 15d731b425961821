import { useEffect, useState } from "preact/hooks";
import { forgetOwnNetwork, keepOwnNetwork, ownNetworkNames } from "../kept/own-networks.js";
import { forgetJudge } from "../page-reading.js";

export interface NetworkChoiceProps {
  readonly network: string;
  onChoose(network: string): void;
}

/** Networks that come with Tenfold and take single digits, beside the one that reads. */
const SHIPPED: Readonly<Record<string, string>> = { classic: "classic, the seed network", mobile: "mobile, the smallest" };

/** Which network gives the second opinion: a shipped one, one trained here, or a model file. */
export function NetworkChoice({ network, onChoose }: NetworkChoiceProps) {
  const [own, setOwn] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<string>();
  const look = () => void ownNetworkNames().then(setOwn);
  useEffect(look, []);

  const bring = async (file: File | undefined) => {
    if (!file) return;
    setTrouble(undefined);
    try {
      const name = await keepOwnNetwork(file.name.replace(/\.safetensors$/, ""), new Uint8Array(await file.arrayBuffer()));
      look();
      onChoose(name);
    } catch (error) {
      setTrouble((error as Error).message);
    }
  };
  const dismiss = async () => {
    await forgetOwnNetwork(network);
    forgetJudge(network);
    onChoose("classic");
    look();
  };
  return (
    <>
      <label>
        Second opinion by
        <select value={network} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
          {Object.entries(SHIPPED).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
          {[...new Set([...own, ...(network in SHIPPED ? [] : [network])])].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="button">
        <input type="file" class="unseen" accept=".safetensors" onChange={({ currentTarget }) => void bring(currentTarget.files?.[0])} />
        Bring a model
      </label>
      {!(network in SHIPPED) && (
        <button type="button" onClick={() => void dismiss()}>
          Forget “{network}”
        </button>
      )}
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}
