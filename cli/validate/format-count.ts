/** A count with thousands separators: `10,240`. Not `toLocaleString`, whose first use takes as long as reading a file. */
export const formatCount = (count: number): string =>
  String(count).replace(/\B(?=(\d{3})+$)/g, ",");
