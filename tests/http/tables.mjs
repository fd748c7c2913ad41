// Tables of pages, as whoever reads them.

// The numbers in cells of a table's row, as whoever reads them: "1.204" is 1204.
export const numbersIn = (row) => [...row.matchAll(/cell--numeric"[^>]*>([\d.]+)</g)].map((match) => Number(match[1].replaceAll(".", "")));
