/** Who acted last in this tab. It goes with what needs no dialog, such as opening a file; dialogs still start empty. */
const KEY = "desk.name";

export const lastName = (): string => sessionStorage.getItem(KEY) ?? "";

export const rememberName = (name: string): void => sessionStorage.setItem(KEY, name);
