import { type Answer, call } from "@/lib/api";
import { actionOf } from "@/lib/lifecycle";
import type { Job } from "@/types/job";

const JOB = "/api/v1/jobs/{job_id}";
/** All actions of the lifecycle share one shape of address, body and answer; the compiler knows this one's. */
type Any = "/api/v1/jobs/{job_id}/cancel";
type AnyAdmin = "/api/v1/jobs/{job_id}/admin/force-confirm";
export type ActionBody = { staff_name: string } & Record<string, unknown>;

/** Whether the desk may not do this, only an admin workstation. */
export const isOverride = (action: string) => actionOf(action)?.actors.includes("staff") === false;

/** Perform an action on a job. Answers the job as it is now, or null when it is gone. Throws ApiError. */
export async function perform(
  job_id: string,
  action: string,
  body: ActionBody,
  headers: Record<string, string>,
): Promise<Job | null> {
  const options = { path: { job_id }, body: body as ActionBody & { reason: string }, headers };
  if (actionOf(action)?.body === "StaffBody") {
    await call("delete", JOB, options);
    return null;
  }
  if (isOverride(action)) return call("post", `${JOB}/admin/${action}` as AnyAdmin, options);
  const answer: Answer<"post", Any> = await call("post", `${JOB}/${action}` as Any, options);
  return answer;
}
