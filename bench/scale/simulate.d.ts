export interface Simulated {
  readonly pages: number;
  readonly together?: number;
  readonly workers?: number;
  readonly machines?: number;
  readonly coresOfMachine?: number;
  readonly page?: number;
  readonly spread?: number;
  readonly coresOfWorker?: number;
  readonly own?: number;
  readonly job?: number;
  readonly kept?: number;
  readonly wait?: number;
  readonly databaseCores?: number;
  readonly isDatabaseThere?: boolean;
  readonly poll?: number;
  readonly killsAnHour?: number;
  readonly restart?: number;
  readonly deadAfter?: number;
  readonly looking?: number;
  readonly poison?: number;
  readonly retries?: number;
  readonly away?: readonly (readonly [time: number, length: number])[];
  readonly seed?: number;
}

export interface SimulatedEnd {
  readonly seconds: number;
  readonly pagesASecond: number;
  readonly jobs: number;
  readonly kept: number;
  readonly keptPages: number;
  readonly setApart: number;
  readonly kills: number;
  readonly again: number;
  readonly lost: number;
  readonly useOfMachines: number;
  readonly useOfDatabase: number;
}

export function simulate(told: Simulated): SimulatedEnd;
