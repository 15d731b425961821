import { FormatError } from "../../errors.js";
import { type Box, grown, holdsBox } from "../../image/geometry/box.js";
import { entriesOf, type JsonSite, listOf, numberFrom, placeOf, refuse, wholeFrom } from "../../json-site.js";

const MOST_CELLS = 200;
/** A cell narrower than this, in millimeters, holds no character. */
const NARROWEST = 1;

/**
 * The cells of a field, one a character, from how a template tells them: a number of equal ones; groups of equal ones with gaps between; or
 * a box for each.
 *
 * @param box the field's, in millimeters
 * @param boxOf reads a box
 * @param unit millimeters a unit of the template
 */
export function cellsOf(site: JsonSite, box: Box, boxOf: (site: JsonSite) => Box, unit: number): Box[] {
  if (Array.isArray(site.value)) return listed(site, box, boxOf);
  if (typeof site.value === "number") return inGroups(site, box, [wholeFrom(site, 1, MOST_CELLS)], 0);
  if (typeof site.value !== "object") refuse(site, 'a number of cells, { "groups", "gap" }, or a list of boxes');
  const { count, groups, gap } = entriesOf(site, ["count", "groups", "gap"]);
  if ((count === undefined) === (groups === undefined)) {
    throw new FormatError(`${placeOf(site)} has ${count ? "both count and groups" : "neither count nor groups"}; one of them is wanted`);
  }
  const sizes = count
    ? Array.from({ length: wholeFrom(count, 1, MOST_CELLS) }, () => 1)
    : listOf(groups as JsonSite, { least: 1, most: MOST_CELLS, of: "groups" }).map((group) => wholeFrom(group, 1, MOST_CELLS));
  return inGroups(site, box, sizes, gap ? numberFrom(gap, 0, 1e6) * unit : 0);
}

/** Equal cells that fill the box, with a gap between groups. */
function inGroups(site: JsonSite, { left, top, right, bottom }: Box, groups: readonly number[], gap: number): Box[] {
  const count = groups.reduce((sum, group) => sum + group, 0);
  const width = (right - left - gap * (groups.length - 1)) / count;
  if (count > MOST_CELLS) throw new FormatError(`${placeOf(site)} makes ${count} cells; ${MOST_CELLS} at most are read`);
  if (width < NARROWEST) {
    throw new FormatError(
      `${placeOf(site)}: ${count} cells leave each less than ${NARROWEST} mm of the box; fewer cells or a smaller gap are wanted`,
    );
  }
  let x = left;
  return groups.flatMap((group) => {
    const cells = Array.from({ length: group }, (_, at) => ({ left: x + at * width, top, right: x + (at + 1) * width, bottom }));
    x += group * width + gap;
    return cells;
  });
}

function listed(site: JsonSite, box: Box, boxOf: (site: JsonSite) => Box): Box[] {
  return listOf(site, { least: 1, most: MOST_CELLS, of: "boxes" }).map((place) => {
    const cell = boxOf(place);
    if (!holdsBox(grown(box, 1), cell))
      throw new FormatError(`${placeOf(place)} lies outside its field's box; boxes of cells count from the page's corner, too`);
    return cell;
  });
}
