/** The clouds that Honua is designed for, whether or not this version has them already. */
export const clouds = ["aws", "azure", "gcp"] as const;

export type Cloud = (typeof clouds)[number];

/** The key, native to the cloud's provider, in which a stack names its region. */
export const regionKeys: Readonly<Record<Cloud, string>> = {
  aws: "aws:region",
  azure: "azure-native:location",
  gcp: "gcp:region",
};

/** The key, native to GCP's provider, in which a stack names its project. */
export const projectKey = "gcp:project";
