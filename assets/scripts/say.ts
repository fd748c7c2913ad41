// What the islands say. The Vietnamese sentence is the key, as in the pages; the English ones are put in when the script is built.
declare const ENGLISH: Record<string, string>;

export const english = document.documentElement.lang === "en";
export const say = (vietnamese: string) => (english ? ENGLISH[vietnamese] : vietnamese);
