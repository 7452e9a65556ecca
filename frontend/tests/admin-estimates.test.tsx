import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { EstimatesSection } from "@/components/admin/estimates-section";

afterEach(() => vi.unstubAllGlobals());

const LEARNT = {
  jobs: 43,
  fitted_at: "2026-11-21T02:00:00Z",
  grams_error_before: 0.061,
  grams_error: 0.038,
  hours_error_before: 0.312,
  hours_error: 0.09,
};

test("each printer says what its estimates rest on", async () => {
  const answer = {
    jobs_needed: 20,
    printers: [
      { printer: "Prusa MK4S", learnt: LEARNT },
      { printer: "Prusa XL", learnt: null },
    ],
  };
  vi.stubGlobal("fetch", async () => Response.json(answer));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <EstimatesSection />
    </QueryClientProvider>,
  );
  await screen.findByText("Prusa MK4S");
  expect(screen.getByText(/^Learnt from 43 jobs,/).textContent).toMatch(
    /Typical error: weight 4 % \(was 6 %\), time 9 % \(was 31 %\)\.$/,
  );
  expect(screen.getByText(/It learns from 20 quoted jobs on\.$/)).toBeTruthy();
});
