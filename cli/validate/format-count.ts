/** A whole number as it is read: 10,240. By itself, because the first use of `toLocaleString` takes as long as a file. */
export const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
