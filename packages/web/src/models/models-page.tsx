import { Fragment } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { PageProps } from "../page-props.js";
import { askServer, askServerText } from "../server.js";
import { BatchList } from "./batch-list.js";
import { type CardBlock, cardBlocks } from "./card-blocks.js";
import { LearnedModels } from "./learned-models-list.js";
import { MachineList } from "./machine-list.js";
import { OwnNetworks } from "./own-networks-list.js";
import { serviceNumbers } from "./service-numbers.js";

/** The networks that come with Tenfold, and their cards; fetched when they are opened. */
const SHIPPED = {
  reader: {
    what: "reads digits where people have them, and knows what is none",
    card: () => import("../../../tenfold/models/reader.md?raw"),
  },
  lines: {
    what: "reads a line of digits whole: the second opinion of the reader",
    card: () => import("../../../tenfold/models/lines.md?raw"),
  },
  signs: { what: "reads a line whole with its signs: the third opinion", card: () => import("../../../tenfold/models/signs.md?raw") },
  classic: { what: "tells single digits apart: the seed network", card: () => import("../../../tenfold/models/classic.md?raw") },
  mobile: { what: "the same with the fewest numbers", card: () => import("../../../tenfold/models/mobile.md?raw") },
  hands: {
    what: "what is known of how people write: digits are weighed by the others of their hand",
    card: () => import("../../../tenfold/models/hands.md?raw"),
  },
  regions: {
    what: "by how much each digit is likelier of somebody who learned to write in a region",
    card: () => import("../../../tenfold/models/regions.md?raw"),
  },
};

/** Which networks there are, what they can do, and how the service behind the page is. */
export function ModelsPage({ behind }: PageProps) {
  return (
    <section class="models">
      <h1>Models</h1>
      {behind === "service" && <AtTheServer />}
      <h2>Trained or brought here</h2>
      <OwnNetworks />
      <h2>They come with Tenfold</h2>
      {Object.entries(SHIPPED).map(([name, { what, card }]) => (
        <Card key={name} name={name} what={what} card={card} />
      ))}
    </section>
  );
}

interface ReadersUsed {
  readonly reader: {
    readonly name: string;
    readonly content: string;
    readonly lines?: { readonly name: string; readonly content: string };
    readonly signs?: { readonly name: string; readonly content: string };
  };
}

function AtTheServer() {
  const [used, setUsed] = useState<ReadersUsed>();
  const [numbers, setNumbers] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<string>();
  const look = useCallback(async () => {
    try {
      setUsed(await askServer<ReadersUsed>("v1/models"));
      setNumbers(serviceNumbers(await askServerText("metrics")));
      setTrouble(undefined);
    } catch (error) {
      setTrouble((error as Error).message);
    }
  }, []);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), 5000);
    return () => clearInterval(timer);
  }, [look]);
  return (
    <>
      <h2>At the server</h2>
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {used && (
        <p>
          Documents are read by <strong>{used.reader.name}</strong> <code>{used.reader.content}</code>
          {[used.reader.lines, used.reader.signs].map(
            (one) =>
              one && (
                <Fragment key={one.name}>
                  {" "}
                  and <strong>{one.name}</strong> <code>{one.content}</code>
                </Fragment>
              ),
          )}
          .
        </p>
      )}
      <ul class="reasons">
        {numbers.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <MachineList />
      <BatchList />
      <LearnedModels onChange={() => void look()} />
    </>
  );
}

function Card({ name, what, card }: { readonly name: string; readonly what: string; card(): Promise<{ readonly default: string }> }) {
  const [blocks, setBlocks] = useState<readonly CardBlock[]>();
  const [trouble, setTrouble] = useState<string>();
  const open = () =>
    void card().then(
      ({ default: text }) => setBlocks(cardBlocks(text)),
      ({ message }: Error) => setTrouble(message),
    );
  return (
    <details class="model" onToggle={({ currentTarget }) => currentTarget.open && !blocks && open()}>
      <summary>
        <strong>{name}</strong> <span>{what}</span>
      </summary>
      {trouble !== undefined && <p class="trouble">{trouble}</p>}
      {blocks?.map((block, at) => (
        <Block key={at} {...block} />
      ))}
    </details>
  );
}

function Block(block: CardBlock) {
  if (block.kind === "heading") return <h3>{block.text}</h3>;
  if (block.kind === "paragraph") return <p>{block.text}</p>;
  if (block.kind === "list")
    return (
      <ul>
        {block.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on narrow screens, also by keyboard
    <div class="sheet" tabIndex={0} role="region" aria-label={`A table of ${block.head.filter(Boolean).join(", ")}`}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell, at) => (
              <th key={at} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
