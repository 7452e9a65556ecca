import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { CandidateFiles } from "@/components/dashboard/actions/candidate-files";
import { Files } from "@/components/dashboard/drawer/files";
import type { Opening } from "@/components/dashboard/drawer/use-opening";
import type { Catalog, Job } from "@/types/job";

const sent = { role: "original", name: "vase.stl", size: 84, sha256: "a" };
const coming = { id: "1", path: null, files: [sent], warnings: [], report: null } as unknown as Job;
const arrived = { ...coming, path: "Uploaded/Vase" };
const plate = {
  name: "plate.gcode",
  size: 99,
  sha256: "b",
  modified_at: "2026-11-20T12:00:00Z",
  notes: [],
  scripts: [],
};
const opening = { asked: null, silent: null, scripted: null } as unknown as Opening;
const asked = vi.fn(async () => Response.json({ files: [plate], recommended: plate.name }));

const shown = {
  drawer: (job: Job) => <Files job={job} opening={opening} />,
  dialog: (job: Job) => (
    <CandidateFiles
      job={job}
      catalog={{} as Catalog}
      action="approve"
      draft={{}}
      put={() => {}}
      errors={{}}
    />
  ),
};

const said = { drawer: /^vase\.stl$/, dialog: /folder is on its way to the storage/ };

beforeEach(() => {
  asked.mockClear();
  vi.stubGlobal("fetch", asked);
});

test.each(["drawer", "dialog"] as const)("the %s waits for a folder that is on its way", async (place) => {
  const client = new QueryClient();
  const around = (job: Job) => <QueryClientProvider client={client}>{shown[place](job)}</QueryClientProvider>;
  const { rerender } = render(around(coming));
  expect(screen.getByText(said[place])).toBeVisible();
  expect(asked).not.toHaveBeenCalled();
  rerender(around(arrived));
  expect(await screen.findByText("plate.gcode")).toBeVisible();
  expect(screen.queryByText(/on its way/)).toBeNull();
});
