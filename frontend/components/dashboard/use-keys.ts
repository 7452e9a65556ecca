"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { JobSummary } from "@/types/job";
import type { View } from "./view";

type Desk = {
  jobs: readonly JobSummary[];
  view: View;
  /** The open job, once it is here. */
  opened: () => JobSummary | undefined;
  open: (id: string) => void;
  close: () => void;
  ask: (job_id: string, action: string) => void;
  openFile: (job_id: string) => void;
  search: RefObject<HTMLInputElement | null>;
  help: () => void;
};

/** Whether single keys work is taste (and WCAG 2.1.4 asks for a switch), so this browser remembers it. */
const TASTE = "desk.single-keys";
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";

const cardOf = (id: string) => document.querySelector<HTMLElement>(`[data-job="${CSS.escape(id)}"]`);

/** Put the focus on a job of the list. */
export function focusJob(id: string): void {
  cardOf(id)?.focus();
}

function isBusyElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const isTyping = target?.closest(TYPING) !== null && event.key !== "Escape";
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  const inDialog = document.querySelector("[role=dialog], [role=menu], [role=listbox]") !== null;
  return isTyping || isModified || inDialog || event.defaultPrevented;
}

/** The job that keys are about: the one with the focus, else the open one, which need not be in the list. */
function currentJob({ jobs, view, opened }: Desk): JobSummary | undefined {
  const id = document.activeElement?.getAttribute("data-job") ?? view.job;
  return jobs.find((job) => job.id === id) ?? opened();
}

function step(desk: Desk, by: number): void {
  const current = desk.jobs.findIndex((job) => job.id === currentJob(desk)?.id);
  const next = desk.jobs[Math.min(desk.jobs.length - 1, Math.max(0, current + by))];
  if (next === undefined) return;
  if (desk.view.job) desk.open(next.id);
  cardOf(next.id)?.scrollIntoView({ block: "nearest" });
  focusJob(next.id);
}

function askFor(desk: Desk, action: string): void {
  const job = currentJob(desk);
  if (job?.actions.includes(action)) desk.ask(job.id, action);
}

function openFile(desk: Desk): void {
  const job = currentJob(desk);
  if (job) desk.openFile(job.id);
}

const KEYS: Record<string, (desk: Desk) => void> = {
  "/": (desk) => desk.search.current?.focus(),
  j: (desk) => step(desk, 1),
  k: (desk) => step(desk, -1),
  a: (desk) => askFor(desk, "approve"),
  r: (desk) => askFor(desk, "reject"),
  o: openFile,
  "?": (desk) => desk.help(),
};

/** Let single keys drive the list. Returns whether they are on, and the switch. */
export function useKeys(desk: Desk): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(true);
  const latest = useRef({ desk, on });
  useEffect(() => {
    latest.current = { desk, on };
  });
  useEffect(() => setOn(localStorage.getItem(TASTE) !== "off"), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { desk, on } = latest.current;
      if (isBusyElsewhere(event)) return;
      if (event.key === "Escape" && desk.view.job) return desk.close();
      const key = KEYS[event.key];
      if (!on || key === undefined) return;
      event.preventDefault();
      key(desk);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  const remember = (next: boolean) => {
    localStorage.setItem(TASTE, next ? "on" : "off");
    setOn(next);
  };
  return [on, remember];
}
