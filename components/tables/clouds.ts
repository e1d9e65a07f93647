/** The clouds that Honua is designed for, whether or not this version has them already. */
export const clouds = ["aws", "azure", "gcp"] as const;

export type Cloud = (typeof clouds)[number];
