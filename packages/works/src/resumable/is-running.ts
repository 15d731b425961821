import { kill } from "node:process";

/** Whether a process of this id runs on this machine. Signal 0 is never sent: the system only tells whether it could be. */
export function isRunning(pid: number): boolean {
  try {
    return kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's
  }
}
