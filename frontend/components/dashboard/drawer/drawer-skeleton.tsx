import { Button } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import t from "@/messages/job";

/** An open job before it is there. */
export function DrawerSkeleton({ close }: { close: () => void }) {
  return (
    <Loading label={t("loading")} className="flex flex-col gap-4 p-5">
      <div className="flex gap-4">
        <Skeleton className="size-24" />
        <div className="flex flex-1 flex-col gap-2">
          <Skeleton className="h-6 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-6 w-28" />
        </div>
      </div>
      <Skeleton className="h-32" />
      <Skeleton className="h-24" />
      <Skeleton className="h-40" />
      <Button variant="secondary" className="self-start" onClick={close}>
        {t("back")}
      </Button>
    </Loading>
  );
}
