import { useEffect, useRef, useState } from "preact/hooks";
import { gradCam, imagesOf } from "tenfold";
import type { ReadDigit, ReadString } from "tenfold/recognize";
import { useRegion } from "../kept/writer-region.js";
import type { PageProps } from "../page-props.js";
import { judge, pageReader } from "../page-reading.js";
import { RegionChoice } from "../parts/region-choice.js";
import { StatusChip } from "../parts/status-chip.js";
import { DigitCard, type Judged } from "./digit-card.js";
import { NetworkChoice } from "./network-choice.js";
import { Pad } from "./pad.js";
import { whenIdle } from "./when-idle.js";

interface Drawn {
  readonly string: ReadString;
  readonly judged: readonly Judged[];
  /** From the end of the last stroke to the answer. */
  readonly milliseconds: number;
}

/** A pad that reads as one draws, in the page itself. */
export function DrawPage({ asked }: PageProps) {
  const [network, setNetwork] = useState(asked.get("network") ?? "classic");
  const [region, setRegion] = useRegion();
  const [drawn, setDrawn] = useState<Drawn>();
  const [trouble, setTrouble] = useState<string>();
  const [isLoading, setIsLoading] = useState(false);
  const turn = useRef(0);
  const ink = useRef<number[][]>([]);

  const read = async (strokes: number[][]) => {
    const own = ++turn.current;
    ink.current = strokes;
    setTrouble(undefined);
    if (strokes.length === 0) return setDrawn(undefined);
    try {
      const began = performance.now();
      setIsLoading(true);
      const reader = await pageReader();
      const { strings } = await reader.readStrokes(strokes, region ? { writer: { region } } : {});
      const [string] = strings;
      const milliseconds = performance.now() - began;
      if (own !== turn.current || !string) return;
      setDrawn((before) => ({ string, judged: before?.judged ?? [], milliseconds })); // the answer first; the cards follow
      const judged = await judgedBy(string.digits, network);
      if (own === turn.current) setDrawn({ string, judged, milliseconds });
    } catch (error) {
      if (own === turn.current) setTrouble((error as Error).message);
    } finally {
      if (own === turn.current) setIsLoading(false);
    }
  };

  const readAgain = useRef(read);
  readAgain.current = read;
  useEffect(() => {
    if (ink.current.length > 0 && network !== "") void readAgain.current(ink.current); // another network judges the same ink
  }, [network, region]);

  useEffect(
    () => (crossOriginIsolated && ink.current.length === 0 ? whenIdle(() => void warmUp(network)) : undefined), // else the page is loaded once more, for its threads
    [network],
  );

  return (
    <section class="draw">
      <h1>Draw digits</h1>
      <Pad onInk={(strokes) => void read(strokes)} />
      <div class="choices network-choice">
        <NetworkChoice network={network} onChoose={setNetwork} />
        <RegionChoice region={region} onChoose={setRegion} />
      </div>
      <div class="drawn" aria-live="polite">
        {trouble !== undefined && <p class="trouble">{trouble}</p>}
        {trouble === undefined && drawn === undefined && (
          <p class="hint">
            {isLoading
              ? "Loading the networks, once"
              : "Write one digit or several, with a pen, a finger or the mouse. Nothing leaves this page."}
          </p>
        )}
        {drawn && (
          <>
            <p class="answer">
              <output>{drawn.string.text || "?"}</output>
              <StatusChip {...drawn.string} />
              <span class="hint">{Math.round(drawn.milliseconds)} ms</span>
            </p>
            {drawn.string.reasons.length > 0 && (
              <ul class="reasons">
                {drawn.string.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
            <div class="cards">
              {drawn.judged.map((one, at) => (
                <DigitCard key={at} {...one} />
              ))}
            </div>
          </>
        )}
      </div>
    </section>
  );
}

/** A digit before the first, so that networks are there and have been asked once when somebody draws. What fails is told then. */
async function warmUp(network: string): Promise<void> {
  try {
    const { strings } = await (await pageReader()).readStrokes([[60, 40, 60, 80, 60, 120, 60, 160]]);
    await judgedBy(strings[0]?.digits ?? [], network);
  } catch {
    // As told above.
  }
}

/** What two networks make of each digit by itself. */
async function judgedBy(digits: readonly ReadDigit[], network: string): Promise<Judged[]> {
  if (digits.length === 0) return [];
  const pixels = new Uint8Array(digits.length * 784);
  for (const [at, { seen }] of digits.entries()) pixels.set(seen, at * 784);
  const [reader, other] = await Promise.all([judge("reader"), judge(network)]);
  const [one, two] = await Promise.all([reader.infer(pixels), other.infer(pixels)]);
  const said = digits.map((_, at) => likeliest(rowOf(two.probabilities, at)));
  const looked = await gradCam(other, imagesOf(pixels, [digits.length, 28, 28, 1]), said);
  return digits.map((digit, at) => ({
    digit,
    reader: rowOf(one.probabilities, at).slice(0, 10),
    second: {
      name: network,
      classNames: other.classNames,
      probabilities: rowOf(two.probabilities, at),
      isMember: two.isMember ? two.isMember[at] === 1 : undefined,
      looked: looked?.[at],
    },
  }));

  function rowOf(probabilities: Float32Array, at: number): number[] {
    const classes = probabilities.length / digits.length;
    return Array.from(probabilities.subarray(at * classes, (at + 1) * classes));
  }
}

function likeliest(row: readonly number[]): number {
  return row.indexOf(Math.max(...row));
}
