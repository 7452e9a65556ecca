import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Model } from "@/components/dashboard/drawer/model";
import { SentFacts } from "@/components/tracking/sent-facts";
import type { Job, TrackView } from "@/types/job";
import { received } from "./submission-data";

const estimate = received.report.estimates.XL ?? null;
const sent = { printer: "XL", currency: "USD", submitted_at: "2026-11-20T12:00:00Z", warnings: [], estimate };

test("the tracking page tells the estimate as long as there is one", () => {
  const { rerender } = render(<SentFacts view={sent as unknown as TrackView} token="t" />);
  expect(screen.getByText(/^About 31 to 47 g.*roughly \$3.10 to \$4.70\.$/)).toBeVisible();
  rerender(<SentFacts view={{ ...sent, estimate: null } as unknown as TrackView} token="t" />);
  expect(screen.queryByText("Estimate")).toBeNull();
});

test("staff read the estimate for the job's printer among the facts of the model", () => {
  const job = { report: received.report, warnings: [], printer: "XL" };
  const { rerender } = render(<Model job={job as unknown as Job} />);
  expect(screen.getByText("31 to 47 g, 1 h 30 min to 2 h 30 min; supports are likely")).toBeVisible();
  rerender(<Model job={{ ...job, printer: "MK4S" } as unknown as Job} />);
  expect(screen.queryByText("Estimate")).toBeNull();
});
