"use client";

import { Suspense } from "react";
import { ListSkeleton } from "./job-list";
import { WorkQueue } from "./work-queue";

/** The desk's work queue. */
export function Dashboard() {
  return (
    <Suspense fallback={<ListSkeleton />}>
      <WorkQueue />
    </Suspense>
  );
}
