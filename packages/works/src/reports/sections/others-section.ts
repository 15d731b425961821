import type { MembershipScore, OtherThings, OutOfDistribution } from "tenfold";
import { asides, emptySection, missing, type Section, section, table } from "../../pages/blocks.js";
import { type Markup, markup } from "../../pages/markup.js";
import { percent, plural, whole } from "../../pages/numbers.js";
import type { ReportData } from "../report-data.js";

const SCORES: Readonly<Record<MembershipScore, string>> = {
  softmax: "Softmax maximum",
  energy: "Energy",
  mahalanobis: "Feature distance",
};

/** Whether things that are of none of the classes pass for one. */
export function othersSection({ full }: ReportData): Section {
  const found = full?.outOfDistribution;
  if (!found) return emptySection("Other things", "Whether other things pass for one of its classes was not measured.");
  return section(
    "Other things",
    markup`<p class="lead">${decision(found)}</p>
${shown(found)}
${asides([...(found.others.length > 0 ? [EXPLAINED] : []), ...found.notes])}`,
  );
}

const NO_OTHERS = "No images of other things were shown to it; tenfold evaluate --full --not-digits takes a folder of them.";
const EXPLAINED =
  "AUROC: how often an image of the classes scores higher than another thing, 50\u00a0% by chance. FPR@95: the share of other things that pass " +
  "where 95\u00a0% of the classes' images do.";

function shown({ others, notes }: OutOfDistribution): Markup | undefined {
  if (others.length > 0) return markup`<div class="columns">${others.map(otherThings)}</div>`;
  return notes.length > 0 ? undefined : missing(NO_OTHERS); // the notes say it already
}

function decision({ decides, acceptedTest }: OutOfDistribution): string {
  if (!decides) return "This model holds no score that tells its classes from other things.";
  const chosen = `The ${SCORES[decides.score].toLowerCase()} decides, with a threshold that lets ${percent(decides.accepted)} of the validation images pass`;
  return acceptedTest === null ? `${chosen}.` : `${chosen}; of the test images ${percent(acceptedTest)} pass.`;
}

function otherThings({ name, count, passed, scores }: OtherThings): Markup {
  const rows = (Object.keys(SCORES) as MembershipScore[]).flatMap((score) => {
    const separation = scores[score];
    return separation ? [[SCORES[score], percent(separation.auroc), percent(separation.fpr95)]] : [];
  });
  const title = passed === null ? plural(count, "image") : `${percent(passed)} of ${whole(count)} pass`;
  const [last = name] = name.split(/[\\/]/).filter(Boolean).slice(-1);
  return markup`<div><h3 title="${name}">${last}: ${title}</h3>
${table(["", "AUROC", "FPR@95"], rows)}</div>`;
}
