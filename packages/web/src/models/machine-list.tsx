import { useEffect, useState } from "preact/hooks";
import { askServer } from "../server.js";
import { type Machine, machineWords, type Queue, queueWords } from "./machine-words.js";

const EVERY_MS = 3000;
const STATES: Readonly<Record<Machine["state"], string>> = { working: "at work", ended: "ended", lost: "not heard of" };

interface Machines {
  readonly machines: readonly Machine[];
  readonly queues: readonly Queue[];
  readonly documentsAMinute: number;
  readonly failuresAnHour: number;
}

/** The processes that work at jobs, on all machines over the database of the server, and how it is with these. */
export function MachineList() {
  const [all, setAll] = useState<Machines>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    let isOver = false;
    const look = () =>
      void askServer<Machines>("v1/machines").then(
        (answer) => {
          if (isOver) return;
          setAll(answer);
          setTrouble(undefined);
        },
        ({ message }: Error) => !isOver && setTrouble(message),
      );
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, []);
  return (
    <>
      <h2>Machines</h2>
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {all && (
        <>
          <ul class="reasons">
            <li>{`${Math.round(all.documentsAMinute * 10) / 10} documents a minute`}</li>
            {all.failuresAnHour > 0 && <li>{`${all.failuresAnHour} could not be read in the last hour`}</li>}
            {all.queues.map((queue) => (
              <li key={queue.kind}>{queueWords(queue)}</li>
            ))}
          </ul>
          <ul class="machines">
            {all.machines.map((machine) => (
              <li key={machine.id} class={machine.state}>
                <strong>
                  {machine.host} {machine.pid}
                </strong>{" "}
                <span>
                  {STATES[machine.state]}: {machineWords(machine)}
                </span>
                {machine.answers !== null && <small>{machine.answers}</small>}
                {machine.told !== null && machine.state === "working" && <small>{machine.told}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
