"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "./api";

/** A refusal is an answer and is not asked for twice; only silence and a struggling server are. */
function worthRetrying(failures: number, error: Error): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502) && failures < 3;
}

/** Let the session be asked for again when any query meets a 401; the session provider then shows the sign-in. */
function makeClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const signedOut = error instanceof ApiError && error.status === 401;
        if (signedOut && query.queryKey[0] !== "session")
          void client.invalidateQueries({ queryKey: ["session"] });
      },
    }),
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
  return client;
}

/** Holds the server's data for the pages below it. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
