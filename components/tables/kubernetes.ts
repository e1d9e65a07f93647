/** STUB until the versions table lands. */
export const kubernetesVersion = "1.34";
