"use client";

import { useEffect, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import common from "@/messages/common";
import t from "@/messages/model3d";
import type { Turning } from "./use-turning";
import type { Viewer, ViewerProps } from "./viewer";

type Props = Pick<ViewerProps, "src" | "name" | "printer"> & { turning: Turning };
type Loaded = { Viewer: typeof Viewer } | "loading" | "failed";

/** The model to turn, while it is asked for. What draws it is large, and only loaded then. */
export function ModelIn3d({ turning, ...view }: Props) {
  if (turning.state === "still") return null;
  if (turning.state === "impossible") return <Alert live>{t("none")}</Alert>;
  return <OnDemand {...view} close={turning.toggle} cannot={turning.cannot} />;
}

function OnDemand(props: ViewerProps) {
  const [loaded, setLoaded] = useState<Loaded>("loading");
  useEffect(() => {
    if (loaded !== "loading") return;
    import("./viewer").then(
      ({ Viewer }) => setLoaded({ Viewer }),
      () => setLoaded("failed"),
    );
  }, [loaded]);

  if (loaded === "loading") {
    return (
      <Loading label={t("loading")}>
        <Skeleton className="aspect-4/3 w-full" />
      </Loading>
    );
  }
  if (loaded !== "failed") return <loaded.Viewer {...props} />;
  return (
    <Alert kind="danger" live title={t("failed")}>
      <p>{common("offline")}</p>
      <Button variant="secondary" className="mt-2 self-start" onClick={() => setLoaded("loading")}>
        {common("retry")}
      </Button>
    </Alert>
  );
}
