import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FieldsProps } from "@/components/dashboard/actions/forms";
import { RejectFields } from "@/components/dashboard/actions/reject-fields";
import { Model } from "@/components/dashboard/drawer/model";
import type { Job } from "@/types/job";
import catalog from "../../backend/app/catalogue.json";
import { openEdges, received, severalBodies } from "./submission-data";

const job = {
  warnings: [openEdges, severalBodies],
  accepted_warnings: ["open_edges"],
  report: received.report,
  printer: "XL",
} as unknown as Job;

test("the desk sees beside a warning that the student knew of it", () => {
  render(<Model job={job} />);
  const lines = within(screen.getByRole("list", { name: "Warnings" })).getAllByRole("listitem");
  expect(lines.map((line) => line.textContent)).toEqual([
    "The model is not closed.The student knew this when sending it.",
    "The file holds 2 pieces.",
  ]);
});

test("a rejection marks the reasons that the inspector speaks for and ticks none", () => {
  const props = { catalog, job, action: "reject", draft: {}, put: () => undefined, errors: {} };
  render(<RejectFields {...(props as unknown as FieldsProps)} />);
  const marked = screen.getAllByRole("checkbox", { name: /The inspector found this/ });
  expect(marked.map((box) => box.closest("label")?.textContent)).toEqual([
    expect.stringMatching(/^Open \(not watertight\) model/),
    expect.stringMatching(/^Parts not joined/),
  ]);
  for (const box of screen.getAllByRole("checkbox")) expect(box).not.toBeChecked();
});
