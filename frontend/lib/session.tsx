"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import type { Session } from "@/types/job";
import { ApiError, call } from "./api";

type Desk = Session & { signOut: () => Promise<void> };

const DeskContext = createContext<Desk | null>(null);

type Props = {
  children: ReactNode;
  /** Shown until it is known who is here. */
  waiting: ReactNode;
  /** Shown when that cannot be found out. */
  failed: (error: Error, again: () => void) => ReactNode;
};

/** Who is here: shows `children` to a signed-in workstation and sends everybody else to sign in. */
export function SessionProvider({ children, waiting, failed }: Props) {
  const router = useRouter();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ["session"],
    queryFn: () => call("get", "/api/v1/auth/session"),
    staleTime: 60_000,
  });
  const signedOut = error instanceof ApiError && error.status === 401;
  useEffect(() => {
    if (signedOut) router.replace(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  }, [signedOut, router]);

  if (error && data === undefined && !signedOut) return failed(error, () => void refetch());
  if (signedOut || data === undefined) return waiting;
  const signOut = async () => {
    await call("post", "/api/v1/auth/logout");
    client.clear();
    router.replace("/login");
  };
  return <DeskContext value={{ ...data, signOut }}>{children}</DeskContext>;
}

/** The workstation that is signed in, and how to sign it out. */
export function useSession(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("useSession needs a SessionProvider above it");
  return desk;
}
