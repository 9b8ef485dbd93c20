// A job over all users, and the latency of the first page of the list while it runs.
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE = 200; // milliseconds between two looks at a job

/** Gives every user one more role and takes it away again. `load` measures pages. */
export async function measureJob(roster, load) {
  const { items: roles } = await (await roster.get(roster.path("", 50, "roles"))).json();
  const { id } = roles.find(({ key }) => key === "editor");
  const alone = await load();
  const job = await roster.post("/members/jobs", { change: { action: "add_roles", roles: [id] }, view: "" });
  const { version } = await until(roster, job, ({ state }) => state === "ready");
  await roster.post(`/jobs/${job.id}/start`, { version });
  const beside = await load();
  const ended = await until(roster, job, ({ state }) => state === "done");
  const undo = await roster.post(`/jobs/${job.id}/undo`, {});
  const undone = await until(roster, undo, ({ state }) => state === "done");
  return { alone, beside, rate: rows(ended), undoRate: rows(undone) };
}

/** The job, once this holds. */
async function until(roster, { id }, holds) {
  for (;;) {
    const job = await (await roster.get(roster.path("", 1, `jobs/${id}`).split("?")[0])).json();
    if (holds(job)) return job;
    if (job.state === "failed") throw new Error(`the job failed: ${job.problem}`);
    await sleep(PAUSE);
  }
}

/** Changed rows per second. */
function rows({ counts, started_at: from, ended_at: to }) {
  return (counts.changed * 1000) / (new Date(to) - new Date(from));
}
