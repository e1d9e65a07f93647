/** The images that Honua is made of; each has a repository `honua/<image>`. */
export const images = ["orchestrator", "agent", "api-server", "web-ui", "build-worker", "monitor"] as const;

/** Days after which an image without a tag is deleted, in every environment. */
export const untaggedImageDays = 7;
