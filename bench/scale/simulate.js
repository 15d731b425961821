import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { eventHeap } from "./event-heap.js";
import { sharedCores } from "./shared-cores.js";

/** What is assumed unless told; times in seconds. */
export const usual = {
  /** Files of a job. */
  together: 1,
  /** Workers, each with a thread that reads, and the machines that they are on, evenly. */
  workers: 1,
  machines: 1,
  coresOfMachine: 1,
  /** Time of the reader a page, where all its cores are free, its mean, and the standard deviation of its logarithm. */
  page: 1,
  spread: 0.5,
  /** Cores that a worker keeps at work while it reads: files are decoded beside, and the engine compiles and collects on threads of its own. */
  coresOfWorker: 1,
  /** Processor time of a worker a job, beside the reading. */
  own: 0,
  /** Processor time of the database a job, and a page more; and what a job waits for it otherwise: network, disk. */
  job: 0,
  kept: 0,
  wait: 0,
  databaseCores: 1,
  /** Whether the database is on the first of the machines. */
  isDatabaseThere: false,
  /** Between two looks of a worker that found nothing. */
  poll: 0.5,
  /** How often a worker is killed, an hour; how long until another takes its place. */
  killsAnHour: 0,
  restart: 5,
  /** When a worker is taken for dead, and how often that is looked at. */
  deadAfter: 12,
  looking: 4,
  /** The share of pages that end their worker, and how often a job is tried again. */
  poison: 0,
  retries: 4,
  /** Before which the database is away: pairs of a time and how long. */
  away: [],
  seed: 1,
};

/**
 * Plays through how workers do the pages of a batch, with what may befall them: a discrete-event simulation. Jobs are taken in their order, and a job that is done twice is
 * kept once, as its result and its completion are one transaction.
 *
 * @param told `pages`, and what is other than `usual`
 * @returns seconds until all is done or set apart, and what was done meanwhile
 * @throws Error where it would never end
 */
export function simulate(told) {
  const given = { ...usual, ...told };
  const { pages, together, workers, machines, coresOfMachine, deadAfter, looking, retries, poll } = given;
  if (!(pages >= 0 && workers > 0 && machines > 0 && together > 0))
    throw new Error("pages, workers, machines and together are positive numbers");
  const stream = rng(given.seed);
  const random = () => stream.uniform();
  const changed = new Set();
  const onChange = (machine) => changed.add(machine);
  const hosts = Array.from({ length: machines }, () => sharedCores(coresOfMachine, onChange));
  const database = given.isDatabaseThere ? hosts[0] : sharedCores(given.databaseCores, onChange);
  const events = eventHeap();
  let now = 0;
  const at = (delay, what) => events.push(now + delay, what);

  const jobs = Array.from({ length: Math.ceil(pages / together) }, (_, number) => {
    const count = Math.min(together, pages - number * together);
    const isPoisoned = Array.from({ length: count }, () => random() < given.poison).some(Boolean);
    return { count, isPoisoned, tries: 0, isDone: false };
  });
  const waiting = eventHeap();
  for (const [number, job] of jobs.entries()) waiting.push(number, job);
  const idle = [];
  const came = { kept: 0, keptPages: 0, setApart: 0, kills: 0, again: 0, lost: 0, done: 0 };
  let open = jobs.length;

  const places = Array.from({ length: workers }, (_, number) => ({
    host: hosts[number % machines],
    job: undefined,
    task: undefined,
    life: 0,
    began: 0,
  }));
  const killsASecond = given.killsAnHour / 3600;
  const exponential = (rate) => -Math.log(1 - random()) / rate;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  /** Lognormal, by its mean. */
  const pageTime = () => given.page * Math.exp(given.spread * normal() - given.spread ** 2 / 2);
  const readingTime = (count) => Array.from({ length: count }, pageTime).reduce((sum, time) => sum + time, 0);

  /** Work of a worker on a machine, of which nothing more is heard where it dies meanwhile. */
  function compute(place, machine, work, then, wants) {
    const { life } = place;
    place.task = machine.begin(now, work, () => place.life === life && then(), wants);
  }

  function take(place) {
    if (waiting.size === 0) return void idle.push(place);
    const { what: job } = waiting.pop();
    place.job = job;
    place.began = now;
    job.tries++;
    const { life } = place;
    at(given.wait, () => place.life === life && compute(place, database, given.job, () => read(place, job)));
  }

  function read(place, job) {
    // Somewhere on its way through the job, on the average half of it, a page that ends its worker does so.
    const work = given.own + readingTime(job.count);
    if (job.isPoisoned) return compute(place, place.host, work * random(), () => die(place), given.coresOfWorker);
    const kept = () => compute(place, database, given.kept * job.count, () => keep(place, job));
    compute(place, place.host, work, kept, given.coresOfWorker);
  }

  function keep(place, job) {
    came.done++;
    if (!job.isDone) {
      job.isDone = true;
      came.kept++;
      came.keptPages += job.count;
      open--;
    }
    place.job = undefined;
    take(place);
  }

  function die(place) {
    place.life++;
    place.task?.drop(now);
    const sleeps = idle.indexOf(place);
    if (sleeps >= 0) idle.splice(sleeps, 1);
    const { job } = place;
    place.job = undefined;
    if (job && !job.isDone) {
      came.again++;
      came.lost += now - place.began;
      // It is heard no more of from now on at the latest, and that is seen at the next look.
      at(deadAfter + looking * random(), () => giveAgain(job));
    }
    at(given.restart, () => start(place));
  }

  function giveAgain(job) {
    if (job.tries > retries) {
      came.setApart++;
      open--;
      return;
    }
    waiting.push(now, job);
    const place = idle.shift();
    if (place) {
      const { life } = place;
      at(poll * random(), () => place.life === life && take(place));
    }
  }

  function start(place) {
    const { life } = place;
    if (killsASecond > 0) {
      at(exponential(killsASecond), () => {
        if (place.life !== life || open === 0) return;
        came.kills++;
        die(place);
      });
    }
    take(place);
  }

  for (const [time, length] of given.away) {
    events.push(time, () => database.up(now, false));
    events.push(time + length, () => database.up(now, true));
  }
  for (const place of places) start(place);
  while (open > 0) {
    for (const machine of changed) {
      const { version } = machine;
      const next = machine.next();
      if (Number.isFinite(next)) events.push(next, () => machine.version === version && machine.end(now)());
    }
    changed.clear();
    const event = events.pop();
    if (event === undefined) throw new Error(`${open} jobs are never done`);
    now = event.at;
    event.what();
  }
  const busy = hosts.reduce((sum, host) => sum + host.busy(), 0);
  const databaseCores = given.isDatabaseThere ? coresOfMachine : given.databaseCores;
  return {
    seconds: now,
    pagesASecond: now === 0 ? 0 : came.keptPages / now,
    jobs: jobs.length,
    ...came,
    doneAgain: came.done - came.kept,
    /** Shares of the time of their cores. */
    useOfMachines: now === 0 ? 0 : busy / (now * machines * coresOfMachine),
    useOfDatabase: now === 0 ? 0 : database.busy() / (now * databaseCores),
  };
}
