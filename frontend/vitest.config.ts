import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@/messages": here("./messages/en"), "@": here(".") } },
  test: {
    environment: "jsdom",
    setupFiles: ["./tests/setup.ts"],
    include: ["tests/**/*.test.{ts,tsx}"],
    // Files share one process, which takes a quarter of the time; what they put in place goes after each test.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
