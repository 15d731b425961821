import { progress } from "tenfold";
import type { World } from "./world.js";

/** The world with trainings drawn as a bar, the epoch, the steps, the time left and the metrics so far. */
export function withTrainingBar(world: World): World {
  const { draw, live, columns } = world;
  const bar = progress({ write: draw, live, columns });
  return {
    ...world,
    progress(news) {
      if (news.of !== "training") return world.progress(news);
      if ("batch" in news) return bar.onBatchEnd(news.batch);
      if ("epoch" in news) return bar.onEpochEnd(news.epoch);
      return "begin" in news ? bar.onTrainBegin() : bar.onTrainEnd(news.end);
    },
  };
}
