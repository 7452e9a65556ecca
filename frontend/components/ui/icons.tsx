import type { SVGProps } from "react";

/*
 * The few icons of the student pages, drawn on 24 × 24. The desk uses lucide-react: its wrapper alone weighs more than
 * all of these, and student pages have little to spare.
 */
function icon(path: string) {
  return function Icon(props: SVGProps<SVGSVGElement>) {
    return (
      <svg
        viewBox="0 0 24 24"
        width="24"
        height="24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        {...props}
      >
        <path d={path} />
      </svg>
    );
  };
}

export const CheckIcon = icon("M5 12.5 10 17.5 19.5 7");
export const CrossIcon = icon("M6 6 18 18M18 6 6 18");
export const ChevronDownIcon = icon("M6 9.5 12 15.5 18 9.5");
export const InfoIcon = icon("M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 11v5.5M12 7.6v.1");
export const ErrorIcon = icon("M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 7.5V13M12 16.3v.1");
export const SuccessIcon = icon("M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M8 12.3 11 15.3 16.2 9.5");
export const WarningIcon = icon("M12 3.8 21.5 20.2H2.5ZM12 10v4.6M12 17.3v.1");
export const CopyIcon = icon("M9 9h11v11H9ZM15 5.5V4H4v11h1.5");
export const UploadIcon = icon("M12 16V4.5M7 9.2 12 4.2 17 9.2M4 15.5V20h16v-4.5");
export const ModelIcon = icon("M12 3 20 7.5v9L12 21 4 16.5v-9ZM4.3 7.7 12 12l7.7-4.3M12 12v8.8");
export const DeviceIcon = icon("M3 4.5h18v12H3ZM8.5 20.5h7M12 16.5v4");
export const SunIcon = icon(
  "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2.5v1.6M12 19.9v1.6M2.5 12h1.6M19.9 12h1.6M5.3 5.3l1.1 1.1M17.6 17.6l1.1 1.1M18.7 5.3l-1.1 1.1M6.4 17.6l-1.1 1.1",
);
export const MoonIcon = icon("M20 14.2A8.2 8.2 0 0 1 9.8 4 8.2 8.2 0 1 0 20 14.2Z");
