const SCRIPT =
  "try{var t=localStorage.getItem('theme')}catch(e){}" +
  "if(t=='dark'||(t!='light'&&matchMedia('(prefers-color-scheme: dark)').matches))document.documentElement.classList.add('dark')";

/** Chooses light or dark before the first paint; lib/theme.ts takes over once the page runs. */
export function ThemeScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; React would escape its quotes
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
