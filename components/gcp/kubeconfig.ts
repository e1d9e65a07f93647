export interface KubernetesServer {
  readonly name: string;
  /** URL of the control plane. */
  readonly server: string;
  /** Certificate of its authority, in Base64. */
  readonly certificate: string;
}

/**
 * Configuration of a Kubernetes client whose credentials come from Google's plugin, which has to be on the path:
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl#install_plugin
 */
export const kubeconfig = ({ name, server, certificate }: KubernetesServer): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server, "certificate-authority-data": certificate } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "gke-gcloud-auth-plugin",
            interactiveMode: "Never",
            provideClusterInfo: true,
          },
        },
      },
    ],
  });
