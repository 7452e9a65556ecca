import type { Catalog, ModelWarning, Upload } from "@/types/job";

/** A small catalogue, and an upload that fits on one of its printers. */
export const catalog: Catalog = {
  lab_name: "Lab",
  room: "114",
  hours: "Mo-Fr",
  contact: "",
  currency: "USD",
  minimum_cents: 300,
  policy: ["We print what you send."],
  disciplines: ["Art"],
  methods: [
    {
      name: "Filament",
      description: "Fast.",
      cents_per_gram: 10,
      grams_per_ml: null,
      colors: ["Clear", "True Red"],
      printers: [
        { name: "MK4S", volume_mm: [250, 210, 220] },
        { name: "XL", volume_mm: [360, 360, 360] },
      ],
    },
    {
      name: "Resin",
      description: "Fine.",
      cents_per_gram: 30,
      grams_per_ml: 1.11,
      colors: ["Black", "Clear"],
      printers: [{ name: "Form 3", volume_mm: [145, 145, 175] }],
    },
  ],
  rejection_reasons: [{ code: "open_model", label: "Open model", advice: "Close the holes." }],
  limits: { max_upload_bytes: 50 * 1024 ** 2, formats: ["stl", "obj", "3mf"] },
  busy: { level: "calm", waiting_jobs: 0, printing_jobs: 0 },
  shows_inbox: false,
  pickup_days: 30,
};

export const received: Upload = {
  upload_id: "u1",
  filename: "vase.stl",
  size: 1000,
  sha256: "0",
  expires_at: "2026-11-23T00:00:00Z",
  report: {
    ready: true,
    format: "stl",
    size_mm: [200, 100, 300],
    triangles: 12,
    volume_cm3: 10,
    area_cm2: 5,
    open_edges: 0,
    overhang_cm2: 0,
    unit_suspect: null,
    fits: { MK4S: false, XL: true, "Form 3": false },
    estimates: {
      XL: {
        grams_low: 31,
        grams_high: 47,
        hours_low: 1.3,
        hours_high: 2.7,
        price_low_cents: 310,
        price_high_cents: 470,
        supports_likely: true,
        is_sliced: false,
      },
    },
    warnings: [],
    has_thumbnail: false,
  },
};

export const openEdges: ModelWarning = {
  code: "open_edges",
  text: "The model is not closed.",
  severity: "warning",
  rejection_reason: "open_model",
};

export const severalBodies: ModelWarning = {
  code: "several_bodies",
  text: "The file holds 2 pieces.",
  severity: "info",
  rejection_reason: "parts_not_joined",
};

/** The same upload, in which something was found. */
export const found: Upload = {
  ...received,
  report: { ...received.report, warnings: [openEdges, severalBodies] },
};
