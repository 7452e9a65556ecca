import { Button } from "@/components/ui/button";
import t from "@/messages/admin";

type Props = {
  text: string;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** Fetches the next page of a list; nothing when there is none. */
export function ShowMore({ text, query }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="ghost"
      className="mx-5 my-3"
      busy={query.isFetchingNextPage ? t("loading") : undefined}
      onClick={() => void query.fetchNextPage()}
    >
      {text}
    </Button>
  );
}
