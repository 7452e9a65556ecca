/** Join a path relative to the storage to where a workstation has it, with the slashes of that computer. */
export function fullPath(root: string | null, relative: string): string {
  if (root === null) return relative;
  const isWindows = /^[a-z]:|^\\\\/i.test(root);
  const slash = isWindows ? "\\" : "/";
  return root.replace(/[\\/]+$/, "") + slash + relative.split("/").join(slash);
}
